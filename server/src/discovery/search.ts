import { createHash } from 'node:crypto';
import { sinceDay, type ActivityBucket } from '../profiles/index.js';
import type { AnyAll, MenFilter, ScopeKind } from './discovery.types.js';

/** A filter with every bound made plain, as of one day: what the SQL is built from. */
export interface Search {
  /** Born on this day or before. */
  bornUntil: string | null;
  /** Born after this day. */
  bornAfter: string | null;
  activeSince: string | null;
  /** '-infinity' for any ad at all. */
  postedSince: string | null;
  interests: string[];
  match: AnyAll;
  /** Only men with a proven number. */
  verified: boolean;
}

export interface Area {
  kind: ScopeKind;
  code: string | null;
  /** Of a commune or département; the region itself. */
  regionCode: string | null;
}

/** `asOf` stays the day of the first page, so that a walk that passes midnight keeps its bounds. */
export function searchOf(filter: MenFilter, asOf: string): Search {
  return {
    bornUntil: typeof filter.ageMin === 'number' ? yearsBefore(asOf, filter.ageMin) : null,
    bornAfter: typeof filter.ageMax === 'number' ? yearsBefore(asOf, filter.ageMax + 1) : null,
    activeSince: since(filter.activeWithin, asOf),
    postedSince: filter.postedWithin === 'EARLIER' ? '-infinity' : since(filter.postedWithin, asOf),
    interests: [...new Set(filter.interests ?? [])].sort(),
    match: filter.interestsMatch,
    verified: filter.verified === true,
  };
}

function since(bucket: ActivityBucket | null | undefined, asOf: string): string | null {
  return bucket && bucket !== 'EARLIER' ? sinceDay(bucket, asOf) : null;
}

/** The last birthday of somebody who is `years` old; on 29 February, the day before in common years. */
function yearsBefore(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) - years;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${year}-${day.endsWith('02-29') && !leap ? '02-28' : day.slice(5)}`;
}

/** Two searches with the same fingerprint walk the same list: a cursor of one is none of another's. */
export function fingerprintOf(viewerId: string, filter: MenFilter): string {
  const { regionCode, cityCode, ageMin, ageMax, interests, interestsMatch, activeWithin, postedWithin, verified } = filter;
  const wish = [
    viewerId,
    regionCode ?? '',
    cityCode ?? '',
    ageMin ?? '',
    ageMax ?? '',
    [...new Set(interests ?? [])].sort(),
    interestsMatch,
    activeWithin ?? '',
    postedWithin ?? '',
    ...(verified ? ['verified'] : []),
  ];
  return createHash('sha256').update(JSON.stringify(wish)).digest('base64url').slice(0, 22);
}
