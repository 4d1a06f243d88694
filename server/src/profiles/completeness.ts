import type { ProfileRow } from './person.rows.js';
import type { Completeness, ProfileHint } from './profile.types.js';

const ENOUGH_BIO = 40;
const ENOUGH_INTERESTS = 3;

type Weights = Partial<Record<ProfileHint, number>>;

// In the order in which they help; each adds up to 100.
const WEIGHTS: Record<'MAN' | 'WOMAN', Weights> = {
  MAN: { USERNAME: 20, CITY: 20, BIO: 20, INTERESTS: 15, POST: 15, ILLUSTRATION: 10 },
  WOMAN: { USERNAME: 25, CITY: 25, BIO: 20, INTERESTS: 20, ILLUSTRATION: 10 },
};

export function completenessOf(role: 'MAN' | 'WOMAN', row: ProfileRow & { postCount?: number }): Completeness {
  const has: Record<ProfileHint, boolean> = {
    USERNAME: row.username !== null,
    CITY: row.cityCode !== null,
    BIO: [...row.bio].length >= ENOUGH_BIO,
    INTERESTS: row.interests.length >= ENOUGH_INTERESTS,
    ILLUSTRATION: row.illustration !== null,
    POST: (row.postCount ?? 0) > 0,
  };
  const hints = Object.entries(WEIGHTS[role]) as [ProfileHint, number][];
  return {
    score: hints.reduce((sum, [hint, weight]) => sum + (has[hint] ? weight : 0), 0),
    missing: hints.filter(([hint]) => !has[hint]).map(([hint]) => hint),
    visible: has.USERNAME && has.CITY,
  };
}
