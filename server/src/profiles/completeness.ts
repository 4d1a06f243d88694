import type { ProfileRow } from './person.rows.js';
import type { Completeness, ProfileHint } from './profile.types.js';

const ENOUGH_BIO = 40;
const ENOUGH_INTERESTS = 3;

type Weights = Partial<Record<ProfileHint, number>>;

// In the order in which they help; each adds up to 100.
const WEIGHTS: Record<'MAN' | 'WOMAN', Weights> = {
  MAN: { USERNAME: 20, CITY: 20, PHOTO: 15, BIO: 15, INTERESTS: 10, POST: 15, ILLUSTRATION: 5 },
  WOMAN: { USERNAME: 25, CITY: 25, PHOTO: 15, BIO: 15, INTERESTS: 15, ILLUSTRATION: 5 },
};

export function completenessOf(role: 'MAN' | 'WOMAN', row: ProfileRow & { postCount?: number }): Completeness {
  const has: Record<ProfileHint, boolean> = {
    USERNAME: row.username !== null,
    CITY: row.cityCode !== null,
    PHOTO: row.portrait !== null,
    BIO: [...row.bio].length >= ENOUGH_BIO,
    INTERESTS: row.interests.length >= ENOUGH_INTERESTS,
    // A photo takes its place.
    ILLUSTRATION: row.illustration !== null || row.portrait !== null,
    POST: (row.postCount ?? 0) > 0,
  };
  const hints = Object.entries(WEIGHTS[role]) as [ProfileHint, number][];
  return {
    score: hints.reduce((sum, [hint, weight]) => sum + (has[hint] ? weight : 0), 0),
    missing: hints.filter(([hint]) => !has[hint]).map(([hint]) => hint),
    visible: has.USERNAME && has.CITY,
  };
}
