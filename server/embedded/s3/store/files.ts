import { createHash, randomUUID } from 'node:crypto';
import { readdir, rename, writeFile } from 'node:fs/promises';

/** Written whole or not at all: a crash leaves the old content. */
export async function writeJson(file: string, content: unknown): Promise<void> {
  const fresh = `${file}.${randomUUID()}.new`;
  await writeFile(fresh, JSON.stringify(content), { mode: 0o600 });
  await rename(fresh, file);
}

/** Files of a folder, without what a crash left half written. */
export const filesOf = async (folder: string): Promise<string[]> => (await readdir(folder)).filter((name) => !name.endsWith('.new'));

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
