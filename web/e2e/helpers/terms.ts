import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Signed } from './people';

/** As if they had signed up before the terms had their new version: what a release does, done to one. */
export async function termsChangedFor({ id }: Signed): Promise<void> {
  const { env } = JSON.parse(readFileSync(join(process.env.STORIES_DATA_DIR ?? '', 'running.json'), 'utf8')) as {
    env: { DATABASE_URL: string };
  };
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  await client.query(`UPDATE users SET terms_version = '2020-01-01' WHERE id = $1`, [id]);
  await client.end();
}
