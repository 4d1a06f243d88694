const TINTS = 7;

/** The same soft background for the same thing, everywhere and for ever. */
export function tintOf(seed: string): string {
  let hash = 2_166_136_261;
  for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  // Multiplying leaves the low bits poor: take the high ones.
  return `var(--tint-${((hash >>> 16) % TINTS) + 1})`;
}
