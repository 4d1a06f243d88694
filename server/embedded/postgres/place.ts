import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Who runs PostgreSQL, and where that user finds the files. */
export interface Place {
  /** What only the caller needs to read: password, lock, log. */
  dataDir: string;
  /** Holds the cluster; belongs to the user who runs PostgreSQL. */
  home: string;
  /** Undefined when we run PostgreSQL as ourselves. */
  user?: RunAs;
}

export interface RunAs {
  uid: number;
  gid: number;
}

export const SHARED_ROOT = '/var/lib/premier-pas';
const UNPRIVILEGED = 'nobody';

/**
 * PostgreSQL refuses to run as root, and the user who runs it instead may be unable to enter a clone that lies
 * below a folder for root alone (such as /root). So, for root, everything that user needs goes to /var/lib.
 */
export async function choosePlace(dataDir: string): Promise<Place> {
  const absolute = resolve(dataDir);
  await mkdir(absolute, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { dataDir: absolute, home: absolute };

  const user = await unprivilegedUser();
  const home = rootHome(absolute);
  await mkdir(SHARED_ROOT, { recursive: true });
  await chmod(SHARED_ROOT, 0o755);
  await mkdir(home, { recursive: true });
  await chown(home, user.uid, user.gid);
  await chmod(home, 0o700);
  return { dataDir: absolute, home, user };
}

export function rootHome(dataDir: string): string {
  return join(SHARED_ROOT, createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16));
}

async function unprivilegedUser(): Promise<RunAs> {
  const accounts = await readFile('/etc/passwd', 'utf8');
  const fields = accounts
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === UNPRIVILEGED);
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  if (!Number.isInteger(uid) || !Number.isInteger(gid)) {
    throw new Error(`PostgreSQL cannot run as root and there is no user "${UNPRIVILEGED}" here: start as an ordinary user.`);
  }
  // macOS writes nobody as -2, the kernel wants it unsigned.
  return { uid: uid >>> 0, gid: gid >>> 0 };
}
