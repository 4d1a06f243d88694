import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { exists, type Binaries } from './binaries.js';
import type { Place } from './place.js';

export const NAME = 'premierpas';
const MAJOR = '18';
const DRAFT = 'cluster.new-';
const run = promisify(execFile);

export interface Cluster {
  folder: string;
  password: string;
}

/** The cluster of this place, made on the first start. Call it under the lock of the data folder. */
export async function openCluster(place: Place, binaries: Binaries, durable: boolean): Promise<Cluster> {
  const folder = join(place.home, 'cluster');
  const known = await readPassword(place);
  if (known === null && (await exists(folder))) await setAside(folder);
  const password = known ?? (await choosePassword(place));
  await removeDrafts(place.home);
  if (await exists(folder)) await checkVersion(folder);
  else await create(folder, { place, binaries, durable, password });
  return { folder, password };
}

/** What PostgreSQL's programs get to know of us: no secret of ours, and messages in one language. */
export function cleanEnvironment(home: string): Record<string, string> {
  return { PATH: '/usr/bin:/bin', HOME: home, LC_ALL: 'C', TZ: 'UTC' };
}

interface Creation {
  place: Place;
  binaries: Binaries;
  durable: boolean;
  password: string;
}

/** Everything happens in a draft folder: a crash half-way leaves nothing that looks like a cluster. */
async function create(folder: string, { place, binaries, durable, password }: Creation): Promise<void> {
  const draft = join(place.home, `${DRAFT}${randomBytes(4).toString('hex')}`);
  const passwordFile = `${draft}.password`;
  const options = { cwd: place.home, env: cleanEnvironment(place.home), ...place.user };
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (place.user) await chown(passwordFile, place.user.uid, place.user.gid);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        `--username=${NAME}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--no-locale',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      options,
    );
    const single = run(binaries.postgres, ['--single', '-D', draft, ...(durable ? [] : ['-c', 'fsync=off']), 'postgres'], options);
    single.child.stdin?.end(`CREATE DATABASE ${NAME};\n`);
    await single;
    await rename(draft, folder);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function checkVersion(folder: string): Promise<void> {
  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (version !== MAJOR) {
    throw new Error(`The data in ${folder} is of PostgreSQL ${version}, this is ${MAJOR}: move that folder away to start anew.`);
  }
}

/** Someone removed the data folder to start anew, and the cluster, kept elsewhere for root, stayed. One such is kept. */
async function setAside(folder: string): Promise<void> {
  await rm(`${folder}.old`, { recursive: true, force: true });
  await rename(folder, `${folder}.old`);
}

async function removeDrafts(home: string): Promise<void> {
  const drafts = (await readdir(home)).filter((name) => name.startsWith(DRAFT));
  await Promise.all(drafts.map((name) => rm(join(home, name), { recursive: true, force: true, maxRetries: 3 })));
}

function readPassword(place: Place): Promise<string | null> {
  return readFile(join(place.dataDir, 'password'), 'utf8').catch(() => null);
}

async function choosePassword(place: Place): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const file = join(place.dataDir, 'password');
  await writeFile(`${file}.new`, password, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return password;
}
