import { createHash, randomUUID } from 'node:crypto';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Written whole or not at all: a crash leaves the old content. */
export async function writeJson(file: string, content: unknown): Promise<void> {
  const fresh = `${file}.${randomUUID()}.new`;
  await writeFile(fresh, JSON.stringify(content), { mode: 0o600 });
  await rename(fresh, file);
}

/** The files of a folder; what a crash left half written is removed. */
export async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  for (const name of names.filter(isUnfinished)) await rm(join(folder, name));
  return names.filter((name) => !isUnfinished(name));
}

const isUnfinished = (name: string): boolean => name.endsWith('.new');

/** A key is a stranger's text; its hash is a file's name. */
export const nameOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/** In the order of their UTF-8 bytes, as S3 lists. */
export const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

export type InOrder = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs each work when the one before has ended. */
export function oneByOne(): InOrder {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
