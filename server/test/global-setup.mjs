import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One real PostgreSQL for the run, with a migrated template that each test file copies; one object store; a place for what the houses say. */
export default async function setup() {
  process.env.SWC_NODE_PROJECT ??= fileURLToPath(new URL('../tsconfig.json', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'premier-pas-run-'));
  // However the run ends: it holds what was told in confidence.
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.env.TEST_RUN_DIR = folder;
  await import('@swc-node/register/esm-register');
  const { bootTestDatabase } = await import('./test-database.ts');
  globalThis.testDatabase = await bootTestDatabase();
  process.env.TEST_DATABASE_URL = globalThis.testDatabase.url;
  const { bootTestStore } = await import('./test-store.ts');
  globalThis.testStore = await bootTestStore();
  process.env.TEST_STORE_URL = globalThis.testStore.url;
}
