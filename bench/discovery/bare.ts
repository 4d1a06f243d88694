import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { FoundRow, Statement } from '../../server/src/discovery/men.queries.js';
import { setupOf } from '../bare.js';

/** node:http, pg and JSON.stringify: the same statements, the same fields, and nobody asks who is there. */
export interface Setup {
  statements: Statement[];
  cities: [code: string, name: string][];
  first: number;
}

const { statements, cities, first, databaseUrl, pool: max } = await setupOf<Setup>();
const nameOf = new Map(cities);
const pool = new pg.Pool({ connectionString: databaseUrl, max });
const year = new Date().getFullYear();

const server = createServer((request, response) => {
  const { name, sql, params } = statements[Number(request.url?.slice(1))]!;
  pool.query<FoundRow>({ ...(name !== null && { name }), text: sql, values: params }).then(
    ({ rows }) => {
      const body = JSON.stringify(pageOf(rows));
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }).end(body);
    },
    () => response.writeHead(500).end(),
  );
});
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));

function pageOf(rows: FoundRow[]) {
  const edges = rows.slice(0, first).map((row) => ({
    __typename: 'ManEdge',
    node: {
      __typename: 'Man',
      age: year - Number(row.birthDate.slice(0, 4)),
      bio: row.bio,
      city: { __typename: 'City', code: row.cityCode, name: nameOf.get(row.cityCode ?? '') },
      id: row.id,
      illustration: row.illustration ?? 'homme-01',
      lastActive: row.activeDay,
      postCount: row.postCount,
      username: row.username,
    },
  }));
  const last = rows[first - 1];
  return {
    data: {
      men: {
        __typename: 'ManConnection',
        edges,
        pageInfo: {
          __typename: 'PageInfo',
          endCursor: last && `${last.activeDay} ${last.shuffle} ${last.id}`,
          hasNextPage: rows.length > first,
        },
        scope: { __typename: 'SearchScope', code: null, kind: 'REGION', name: 'Une région', widened: false },
      },
    },
  };
}
