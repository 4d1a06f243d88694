/** So many marks make a text; a share of equal ones is the share of what two texts have in common. */
const MARKS = 32;
/** From three quarters on two texts are nearly the same: a name or a word of them was changed. */
export const ALIKE_FROM = 24;
/** Fewer letters are a greeting, which everybody says to everybody. */
const SHORTEST = 30;
const PIECE = 4;

/** Odd, so that each makes another order of the same pieces. */
const ORDERS = Array.from({ length: MARKS }, (_, n) => Math.imul(n + 1, 0x9e3779b1) | 1);

/**
 * What a text is recognised by (MinHash): of each of 32 orders of its pieces of four letters, the first piece. Case, accents,
 * spaces, signs and emoji are no difference. Null for a text that is too short to be somebody's own. The text cannot be read from it.
 */
export function marksOf(text: string): number[] | null {
  const letters = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  if (letters.length < SHORTEST) return null;
  const marks = new Array<number>(MARKS).fill(0x7fffffff);
  for (let at = 0; at + PIECE <= letters.length; at += 1) {
    const piece = hashOf(letters, at);
    for (let n = 0; n < MARKS; n += 1) {
      const place = scatter(Math.imul(piece, ORDERS[n] ?? 1));
      if (place < (marks[n] ?? 0)) marks[n] = place;
    }
  }
  return marks;
}

/** FNV-1a of one piece. */
function hashOf(letters: string, from: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + PIECE; at += 1) hash = Math.imul(hash ^ letters.charCodeAt(at), 0x01000193);
  return hash;
}

/** So that the order does not follow the hash. */
function scatter(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (once ^ (once >>> 13)) | 0;
}
