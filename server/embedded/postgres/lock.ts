import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

const SQLITE_BUSY = 5;
const PATIENCE_MS = 1_500;
const RETRY_MS = 100;

export interface DataDirLock {
  release(): void;
}

/**
 * One start per data folder. SQLite holds a kernel lock, which disappears with its process even after `kill -9`:
 * unlike a file with a process number, it can never be stale. A previous start gets a moment to finish.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  for (let waited = 0; ; waited += RETRY_MS) {
    const lock = tryToLock(join(dataDir, 'lock'));
    if (lock) return lock;
    if (waited >= PATIENCE_MS) {
      throw new Error(`Another start already runs PostgreSQL in ${dataDir}: stop it first, or choose another data folder.`);
    }
    await wait(RETRY_MS);
  }
}

function tryToLock(path: string): DataDirLock | null {
  const file = new DatabaseSync(path);
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return null;
    throw error;
  }
  return {
    release: () => {
      if (file.isOpen) file.close();
    },
  };
}
