/** The line of his own words on a card: his first sentence, or its first line when he writes without stops. */
export function firstSentence(bio: string): string {
  const line = bio.trim().split(/\n/, 1)[0]?.trim() ?? '';
  // A stop ends a sentence when a space follows: « 3.5 km » and « M. » with its name do not.
  const end = /(?<![\p{Lu}\d]|\b[Mm]me)[.!?…]+(?=\s+\S)/u.exec(line);
  return end ? line.slice(0, end.index + end[0].length) : line;
}
