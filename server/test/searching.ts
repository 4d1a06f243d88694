import { clock } from '../src/platform/clock.js';
import { as } from './client.js';
import { theHouse } from './harness.js';
import type { Person } from './people.js';

export const MEN = `query ($filter: MenFilter!, $first: Int! = 24, $after: String) { men(filter: $filter, first: $first, after: $after) {
  edges { cursor node { id username age lastActive postCount city { code } interests { id } } } pageInfo { hasNextPage endCursor } scope { kind code name widened } } }`;

export interface Page {
  edges: {
    cursor: string;
    node: { id: string; username: string; age: number; lastActive: string; postCount: number; city: { code: string } };
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  scope: { kind: string; code: string | null; name: string; widened: boolean };
}

export async function search(woman: Person, filter: object, more: object = {}): Promise<Page> {
  return (await as(woman).ask<{ men: Page }>(MEN, { filter, ...more })).men;
}

export const idsOf = (page: Page) => page.edges.map(({ node }) => node.id);
export const found = async (woman: Person, filter: object) => new Set(idsOf(await search(woman, filter)));

/** Every page of a list; `between` runs after each. */
export async function walk(
  woman: Person,
  filter: object,
  first: number,
  between: (page: number) => Promise<void> = () => Promise.resolve(),
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 200; pages++) {
    const page: Page = await search(woman, filter, { first, after });
    ids.push(...idsOf(page));
    if (!page.pageInfo.hasNextPage) return ids;
    after = page.pageInfo.endCursor;
    await between(pages);
  }
  throw new Error('The walk does not end.');
}

/** Visible men of one commune, active over the last forty days. */
export async function manyMen(cityCode: string, count: number): Promise<void> {
  await theHouse().app.db.query(
    `WITH made AS (
       INSERT INTO users (id, role, email, email_key, email_verified_at, password_hash, birth_date, terms_version, privacy_version, consented_at, created_at)
       SELECT id, 'MAN', id || '@test.premierpas.example', id || '@test.premierpas.example', $3, 'x', '1990-01-01', '1', '1', $3, $3
       FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $2::int)) AS ids RETURNING id)
     INSERT INTO profiles_men (user_id, username, username_key, city_code, birth_date, active_day)
     SELECT id, 'n' || left(replace(id::text, '-', ''), 20), id::text, $1, '1990-01-01', $3::date - (row_number() OVER () % 40)::int FROM made`,
    [cityCode, count, clock.now()],
  );
}
