// A stop ends a sentence when a space follows: « 3.5 km » and « M. Hulot » are not cut.
const END = /(?<![\p{Lu}\d]|\b[Mm]me)[.!?…]+(?=\s+\S)/gu;
const SHORT = 24;

/** The line of his own words on a card: his first sentence, joined by the next when it is but a word or two. */
export function firstSentence(bio: string): string {
  const line = bio.trim().split(/\n/, 1)[0]?.trim() ?? '';
  const ends = [...line.matchAll(END)].map((end) => end.index + end[0].length);
  return line.slice(0, ends.find((end) => end >= SHORT) ?? line.length);
}
