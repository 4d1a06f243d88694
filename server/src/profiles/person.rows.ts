import { ageOn } from '../accounts/index.js';
import type { City } from '../places/index.js';
import { days } from '../platform/clock.js';
import { illustrationKeys } from './illustrations.js';
import { interestOf, type Interest } from './interests.js';
import { Man, Woman, type ActivityBucket } from './person.types.js';

/** What both kinds of profile have in common, as read by `PROFILE_COLUMNS`. */
export interface ProfileRow {
  id: string;
  username: string | null;
  cityCode: string | null;
  bio: string;
  birthDate: string;
  interests: string[];
  tags: string[];
  illustration: string | null;
  portrait: object | null;
  verified: boolean;
}

export interface ManRow extends ProfileRow {
  activeDay: string;
  postCount: number;
}

/** Days as text: a calendar day has no time zone to be read in. */
export const PROFILE_COLUMNS = `p.user_id AS id, p.username, p.city_code AS "cityCode", p.bio, p.birth_date::text AS "birthDate", p.interests, p.tags, p.illustration, p.portrait, p.verified`;
export const MAN_COLUMNS = `${PROFILE_COLUMNS}, p.active_day::text AS "activeDay", p.post_count AS "postCount"`;

/** Their rows as JSON, of whom others may see: for statements that read somebody along with something else. `id` is an SQL expression. */
export const manAsJson = (id: string): string =>
  `(SELECT row_to_json(him) FROM (SELECT ${MAN_COLUMNS} FROM profiles_men p WHERE p.user_id = ${id} AND p.visible) AS him)`;
export const womanAsJson = (id: string): string =>
  `(SELECT row_to_json(her) FROM (SELECT ${PROFILE_COLUMNS} FROM profiles_women p WHERE p.user_id = ${id} AND ${MET}) AS her)`;

/** Whether a woman has what others are shown of her. */
export const MET = 'p.username IS NOT NULL AND p.city_code IS NOT NULL';

/** By code, those of the rows at hand: `PlaceService.citiesOf`. */
export type Cities = ReadonlyMap<string, City>;

export function toMan(row: ManRow, today: string, cities: Cities): Man {
  return Object.assign(new Man(), shared(row, 'MAN', today, cities), {
    lastActive: bucketOf(row.activeDay, today),
    postCount: row.postCount,
  });
}

export function toWoman(row: ProfileRow, today: string, cities: Cities): Woman {
  return Object.assign(new Woman(), shared(row, 'WOMAN', today, cities));
}

function shared(row: ProfileRow, role: 'MAN' | 'WOMAN', today: string, cities: Cities) {
  const city = cities.get(row.cityCode ?? '');
  if (row.username === null || city === undefined) throw new Error(`Profile ${row.id} is incomplete: nobody may see it.`);
  return {
    id: row.id,
    username: row.username,
    age: ageOn(row.birthDate, today),
    city,
    bio: row.bio,
    interests: interestsOf(row.interests),
    tags: row.tags,
    illustration: row.illustration ?? defaultIllustration(row.id, role),
    portrait: row.portrait,
    verified: row.verified,
  };
}

export const interestsOf = (ids: string[]): Interest[] => ids.map(interestOf).filter((interest) => interest !== undefined);

/** Until a person picks a portrait: always the same one, by the random end of the id. */
export function defaultIllustration(id: string, role: 'MAN' | 'WOMAN'): string {
  const keys = illustrationKeys(role);
  return keys[Number.parseInt(id.slice(-6), 16) % keys.length] ?? '';
}

const WEEK = 7;
const MONTH = 30;

export function bucketOf(day: string, today: string): ActivityBucket {
  if (day >= today) return 'TODAY';
  if (day >= sinceDay('THIS_WEEK', today)) return 'THIS_WEEK';
  return day >= sinceDay('THIS_MONTH', today) ? 'THIS_MONTH' : 'EARLIER';
}

/** The first day of a bucket that is not open-ended. */
export function sinceDay(bucket: Exclude<ActivityBucket, 'EARLIER'>, today: string): string {
  const length = { TODAY: 1, THIS_WEEK: WEEK, THIS_MONTH: MONTH }[bucket];
  return shiftDay(today, 1 - length);
}

/** A calendar day `by` days later. */
export function shiftDay(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days(by)).toISOString().slice(0, 10);
}
