import { fileURLToPath } from 'node:url';

/** One real PostgreSQL for the run, with a migrated template that each test file copies. */
export default async function setup() {
  process.env.SWC_NODE_PROJECT ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));
  await import('@swc-node/register/esm-register');
  const { bootTestDatabase } = await import('./test-database.ts');
  globalThis.testDatabase = await bootTestDatabase();
  process.env.TEST_DATABASE_URL = globalThis.testDatabase.url;
}
