import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface DataDirLock {
  release(): void;
}

/**
 * One start per data folder. SQLite holds a kernel lock, which disappears with its process even after `kill -9`:
 * unlike a file with a process number, it can never be stale.
 */
export function lockDataDir(dataDir: string): DataDirLock {
  const file = new DatabaseSync(join(dataDir, 'lock'));
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (!(error instanceof Error) || !error.message.includes('locked')) throw error;
    throw new Error(`Another start already runs PostgreSQL in ${dataDir}: stop it first, or choose another data folder.`, {
      cause: error,
    });
  }
  return { release: () => file.close() };
}
