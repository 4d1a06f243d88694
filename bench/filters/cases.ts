import { Random } from '../../faults/random.js';
import type { MenFilter } from '../../server/src/discovery/discovery.types.js';
import type { Area } from '../../server/src/discovery/search.js';
import type { Database } from '../../server/src/platform/db/database.js';
import { INTERESTS } from '../../server/src/profiles/index.js';

export interface Case {
  area: Area;
  filter: MenFilter;
}

const SEED = 42;
/** The communes that anybody lives in, on our stage. */
const INHABITED = 5_000;
/** One of so many asks for a proven number besides; without dice, so that the others stay what they were. */
const VERIFIED_EACH = 5;
const SINCE = ['TODAY', 'THIS_WEEK', 'THIS_MONTH'] as const;

/** The same combinations in every run: a place, and of age, tastes, visit and ad whatever the dice say. */
export async function casesOf(db: Database, count: number): Promise<Case[]> {
  const cities = await db.query<Area>(
    `SELECT 'CITY' AS kind, code, region_code AS "regionCode" FROM cities ORDER BY population DESC, code LIMIT ${INHABITED}`,
  );
  const departments = await db.query<Area>(`SELECT 'DEPARTMENT' AS kind, code, region_code AS "regionCode" FROM departments ORDER BY code`);
  const regions = await db.query<Area>(`SELECT 'REGION' AS kind, code, code AS "regionCode" FROM regions ORDER BY code`);
  const places: Area[][] = [cities, departments, regions, [{ kind: 'COUNTRY', code: null, regionCode: null }]];
  const random = new Random(SEED);
  return Array.from({ length: count }, (_, n) => ({
    area: random.pick(places[n % places.length]!),
    filter: { ...filterBy(random), ...(n % VERIFIED_EACH === 0 && { verified: true }) },
  }));
}

function filterBy(random: Random): MenFilter {
  const youngest = random.between(18, 95);
  return {
    ...(random.chance(0.5) && { ageMin: youngest, ageMax: Math.min(99, youngest + random.between(0, 20)) }),
    interests: random.shuffled(INTERESTS.map(({ id }) => id)).slice(0, random.between(0, 3)),
    interestsMatch: random.pick(['ANY', 'ALL']),
    ...(random.chance(0.5) && { activeWithin: random.pick(SINCE) }),
    ...(random.chance(0.3) && { postedWithin: random.pick([...SINCE, 'EARLIER'] as const) }),
  };
}

/** How a case is called in what is said of it. */
export const nameOf = ({ area, filter }: Case): string =>
  [area.kind.toLowerCase(), area.code, JSON.stringify(filter).replaceAll('"', '')].filter(Boolean).join(' ');
