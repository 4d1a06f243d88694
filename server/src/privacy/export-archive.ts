import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { exportPage } from './export-page.js';

export const exportKey = (exportId: string): string => `exports/${exportId}.zip`;

export interface Archived {
  /** By the name of its feature, what it keeps. */
  data: Record<string, Record<string, unknown>>;
  files: { name: string; read: () => Promise<Readable> }[];
  madeAt: Date;
}

/** Writes the ZIP to a file, one thing after the other: films are never in memory whole. */
export async function writeArchive(path: string, { data, files, madeAt }: Archived): Promise<void> {
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream as Readable, createWriteStream(path));
  const add = (name: string, text: string): void => zip.addBuffer(Buffer.from(text), name, { mtime: madeAt });
  add('index.html', exportPage(data, madeAt));
  for (const [name, kept] of Object.entries(data)) add(`data/${name}.json`, `${JSON.stringify(kept, null, 2)}\n`);
  // Photos and films do not get smaller.
  for (const { name, read } of files) {
    zip.addReadStreamLazy(
      name,
      { mtime: madeAt, compress: false },
      (give) =>
        void read().then(
          (stream) => give(null, stream),
          (err: unknown) => give(err, null as never),
        ),
    );
  }
  zip.end();
  await Promise.race([written, new Promise<never>((_, fail) => zip.on('error', fail))]);
}
