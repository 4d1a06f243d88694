import { menPage, type Statement } from '../../server/src/discovery/men.queries.js';
import { searchOf } from '../../server/src/discovery/search.js';
import type { MenFilter } from '../../server/src/discovery/discovery.types.js';
import { clock, dayOf } from '../../server/src/platform/clock.js';

export const PAGE = 24;

const REGIONS = ['11', '84', '93', '75', '76', '44', '32', '52', '53', '28', '24', '27'];
const TASTES = ['cuisine', 'velo', 'randonnee', 'musique', 'cinema'];

/** What she looks for: a region, a region and an age, a region and one of two tastes. */
export const SEARCHES: MenFilter[] = [
  ...REGIONS.map((regionCode) => ({ regionCode })),
  ...REGIONS.map((regionCode, n) => ({ regionCode, ageMin: 25 + n, ageMax: 34 + n })),
  ...REGIONS.slice(0, 10).map((regionCode, n) => ({ regionCode, interests: [TASTES[n % 5]!, TASTES[(n + 2) % 5]!] })),
].map((filter) => ({ ...filter, interestsMatch: 'ANY' }));

/** The very statement that our server makes of it. */
export function statementOf(viewerId: string, filter: MenFilter): Statement {
  const code = filter.regionCode ?? null;
  const search = searchOf(filter, dayOf(clock.now()));
  return menPage(viewerId, { kind: 'REGION', code, regionCode: code }, search, null, PAGE);
}
