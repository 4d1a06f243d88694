import { fileURLToPath } from 'node:url';

/** One real PostgreSQL for the run, with a migrated template that each test file copies; one object store; a place for what the houses say. */
export default async function setup() {
  process.env.SWC_NODE_PROJECT ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));
  await import('@swc-node/register/esm-register');
  const { beginRun } = await import('./log/run.ts');
  beginRun();
  const { bootTestDatabase } = await import('./test-database.ts');
  globalThis.testDatabase = await bootTestDatabase();
  process.env.TEST_DATABASE_URL = globalThis.testDatabase.url;
  const { bootTestStore } = await import('./test-store.ts');
  globalThis.testStore = await bootTestStore();
  process.env.TEST_STORE_URL = globalThis.testStore.url;
}
