import { notBlocked, notBlockedEach, visibleTo } from '../moderation/index.js';
import { MAN_COLUMNS, type ManRow } from '../profiles/index.js';
import type { Area, Search } from './search.js';

/** Where a page ends: the sort keys of its last man. */
export interface Position {
  activeDay: string;
  shuffle: number;
  id: string;
}

export type FoundRow = ManRow & { shuffle: number };

export interface Statement {
  /** Null: planned anew with its values each time. */
  name: string | null;
  sql: string;
  params: unknown[];
}

const SIZES = [12, 24, 50];
const ORDER = 'active_day DESC, shuffle DESC, user_id DESC';

/** Collects values; the text it returns stands for them in the SQL. */
class Params {
  readonly values: unknown[] = [];

  of(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }
}

/**
 * One page of a list, and one man more if there is one. The number of rows is part of the text, because a plan for an
 * unknown LIMIT is a plan for reading everything; it is rounded up to a few sizes so that there are few texts.
 */
export function menPage(viewerId: string, area: Area, search: Search, after: Position | null, first: number): Statement {
  const params = new Params();
  const viewer = params.of(viewerId, 'uuid');
  const limit = (SIZES.find((size) => size >= first) ?? first) + 1;
  const sql = listOf(params, viewer, area, search, after, limit);
  return {
    name: planOnce(search) ? `men ${area.kind} ${shapeOf(search)} ${after ? 'next' : 'first'} ${limit}` : null,
    sql,
    params: params.values,
  };
}

/** How many, counting to `most` at most. What is visible is in good standing already; only blocks remain to be looked at. */
export function menCount(viewerId: string, area: Area, search: Search, most: number): Statement {
  const params = new Params();
  const viewer = params.of(viewerId, 'uuid');
  const conditions = ['p.visible', ...placeOf(params, 'p', area), ...boundsOf(params, 'p', search, null), notBlocked(viewer, 'p.user_id')];
  const sql = `SELECT count(*)::int AS count FROM (SELECT FROM profiles_men p WHERE ${conditions.join(' AND ')} LIMIT ${most}) AS counted`;
  return { name: null, sql, params: params.values };
}

/**
 * Place, days and position fit every value alike, so one plan per text is enough. Ages and tastes may be common or rare,
 * and the right way to a rare one is another: those are planned with their values.
 */
const planOnce = ({ bornAfter, bornUntil, interests }: Search): boolean =>
  bornAfter === null && bornUntil === null && interests.length === 0;

const shapeOf = ({ activeSince, postedSince, verified }: Search): string =>
  `${activeSince ? 'active' : ''}${postedSince ? 'posted' : ''}${verified ? 'verified' : ''}`;

function listOf(params: Params, viewer: string, area: Area, search: Search, after: Position | null, limit: number): string {
  if (search.interests.length === 0) return plainList(params, viewer, area, search, after, limit);
  return search.match === 'ALL' && search.interests.length > 1
    ? listOfAll(params, viewer, area, search, after, limit)
    : listOfAny(params, viewer, area, search, after, limit);
}

/**
 * Read off the index of the place alone, which knows ages and days, from the position downwards until the page is full; only then
 * are the men themselves read. Who is visible is in good standing.
 */
function plainList(params: Params, viewer: string, area: Area, search: Search, after: Position | null, limit: number): string {
  const conditions = [
    'p.visible',
    ...placeOf(params, 'p', area),
    ...boundsOf(params, 'p', search, after),
    notBlockedEach(viewer, 'p.user_id'),
  ];
  return `
    SELECT ${MAN_COLUMNS}, p.shuffle
    FROM (
      SELECT p.active_day, p.shuffle, p.user_id FROM profiles_men p WHERE ${conditions.join(' AND ')}
      ORDER BY p.active_day DESC, p.shuffle DESC, p.user_id DESC LIMIT ${limit}
    ) AS page
    JOIN profiles_men p ON p.user_id = page.user_id
    ORDER BY page.active_day DESC, page.shuffle DESC, page.user_id DESC`;
}

/** A page of each taste, each read off the index of that taste; the page of their union is among them. */
function listOfAny(params: Params, viewer: string, area: Area, search: Search, after: Position | null, limit: number): string {
  const wanted = params.of(search.interests, 'text[]');
  const conditions = [
    'i.interest = wanted.interest',
    ...tastePlaceOf(params, area),
    ...boundsOf(params, 'i', search, after),
    notBlocked(viewer, 'i.user_id'),
  ];
  return `
    SELECT ${MAN_COLUMNS}, p.shuffle
    FROM (
      SELECT DISTINCT active_day, shuffle, user_id FROM unnest(${wanted}) AS wanted(interest)
      CROSS JOIN LATERAL (
        SELECT i.active_day, i.shuffle, i.user_id FROM men_interests i WHERE ${conditions.join(' AND ')}
        ORDER BY i.active_day DESC, i.shuffle DESC, i.user_id DESC LIMIT ${limit}
      ) AS of_one
      ORDER BY ${ORDER} LIMIT ${limit}
    ) AS page
    JOIN profiles_men p ON p.user_id = page.user_id
    WHERE ${visibleTo(viewer, 'p.user_id')}
    ORDER BY page.active_day DESC, page.shuffle DESC, page.user_id DESC`;
}

/**
 * The men of the rarest taste (the caller puts it first), in order. The signature passes over nearly all who lack another
 * one inside the index; the few that remain are looked at for good.
 */
function listOfAll(params: Params, viewer: string, area: Area, search: Search, after: Position | null, limit: number): string {
  const rarest = params.of(search.interests[0], 'text');
  const all = params.of(search.interests, 'text[]');
  const conditions = [
    `i.interest = ${rarest}`,
    `i.signature & interest_signature(${all}) = interest_signature(${all})`,
    ...tastePlaceOf(params, area),
    ...boundsOf(params, 'i', search, after),
  ];
  return `
    SELECT ${MAN_COLUMNS}, p.shuffle
    FROM men_interests i JOIN profiles_men p ON p.user_id = i.user_id
    WHERE ${conditions.join(' AND ')} AND p.visible AND p.interests @> ${all} AND ${visibleTo(viewer, 'i.user_id')}
    ORDER BY i.active_day DESC, i.shuffle DESC, i.user_id DESC LIMIT ${limit}`;
}

const COLUMN_OF = { CITY: 'city_code', DEPARTMENT: 'department_code', REGION: 'region_code' } as const;

function placeOf(params: Params, alias: string, { kind, code }: Area): string[] {
  return kind === 'COUNTRY' ? [] : [`${alias}.${COLUMN_OF[kind]} = ${params.of(code, 'text')}`];
}

/** Tastes are indexed by region: a commune or département is passed over to within its region. */
function tastePlaceOf(params: Params, area: Area): string[] {
  if (area.kind === 'COUNTRY') return [];
  const region = `i.region_code = ${params.of(area.regionCode, 'text')}`;
  return area.kind === 'REGION' ? [region] : [region, ...placeOf(params, 'i', area)];
}

function boundsOf(params: Params, alias: string, search: Search, after: Position | null): string[] {
  const conditions: string[] = [];
  // Not a parameter: each such text reads the indexes of these men alone.
  if (search.verified) conditions.push(`${alias}.verified`);
  if (search.bornUntil) conditions.push(`${alias}.birth_date <= ${params.of(search.bornUntil, 'date')}`);
  if (search.bornAfter) conditions.push(`${alias}.birth_date > ${params.of(search.bornAfter, 'date')}`);
  if (search.postedSince) {
    const day = params.of(search.postedSince, 'date');
    // Who published was here that day: the second condition says nothing new, but it ends the walk down the index.
    conditions.push(`${alias}.last_post_day >= ${day}`, `${alias}.active_day >= ${day}`);
  }
  if (search.activeSince) conditions.push(`${alias}.active_day >= ${params.of(search.activeSince, 'date')}`);
  if (after) {
    const position = `(${params.of(after.activeDay, 'date')}, ${params.of(after.shuffle, 'int')}, ${params.of(after.id, 'uuid')})`;
    conditions.push(`(${alias}.active_day, ${alias}.shuffle, ${alias}.user_id) < ${position}`);
  }
  return conditions;
}
