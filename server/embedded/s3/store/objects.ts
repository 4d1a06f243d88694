import { randomUUID } from 'node:crypto';
import { createReadStream, openSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Received } from '../body/receive.js';
import { byBytes, filesOf, nameOf, oneByOne, writeJson } from './files.js';

export interface Stored {
  key: string;
  size: number;
  /** Without its quotes. */
  etag: string;
  /** ISO 8601. */
  modified: string;
  /** Content-Type, x-amz-meta-* and their like. */
  headers: Record<string, string>;
  blob: string;
}

type Arriving = Pick<Stored, 'key' | 'etag' | 'headers'> & Pick<Received, 'file' | 'size'>;

/**
 * The objects of one bucket: their bytes in `blobs/`, what is known of each in `meta/`, and all of that in memory too.
 * An object is there from the instant its meta file is renamed into place; a blob without one is what a crash left.
 */
export class Objects {
  private readonly known = new Map<string, Stored>();
  private readonly inOrder = oneByOne();

  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<Objects> {
    const objects = new Objects(folder);
    await mkdir(join(folder, 'meta'), { recursive: true });
    await mkdir(join(folder, 'blobs'), { recursive: true });
    for (const name of await filesOf(join(folder, 'meta'))) {
      const stored = JSON.parse(await readFile(join(folder, 'meta', name), 'utf8')) as Stored;
      objects.known.set(stored.key, stored);
    }
    const blobs = new Set([...objects.known.values()].map(({ blob }) => blob));
    for (const blob of await filesOf(join(folder, 'blobs'))) if (!blobs.has(blob)) await rm(objects.blob(blob));
    return objects;
  }

  get(key: string): Stored | undefined {
    return this.known.get(key);
  }

  keys(prefix: string): string[] {
    return [...this.known.keys()].filter((key) => key.startsWith(prefix)).sort(byBytes);
  }

  /** `end` included. Opened at once: what is overwritten or removed meanwhile is still read to its end. */
  read({ blob }: Stored, { start, end }: { start: number; end: number }): Readable {
    return createReadStream('', { fd: openSync(this.blob(blob), 'r'), start, end });
  }

  /** `allows` sees what is there in the instant of the change, and may throw. */
  async put({ file, ...about }: Arriving, allows: (current: Stored | undefined) => void = () => undefined): Promise<Stored> {
    return this.inOrder(async () => {
      const current = this.known.get(about.key);
      allows(current);
      const stored = { ...about, modified: new Date().toISOString(), blob: randomUUID() };
      await rename(file, this.blob(stored.blob));
      await writeJson(this.meta(about.key), stored);
      this.known.set(about.key, stored);
      if (current) await rm(this.blob(current.blob));
      return stored;
    });
  }

  async remove(key: string): Promise<void> {
    return this.inOrder(async () => {
      const current = this.known.get(key);
      if (!current) return;
      await rm(this.meta(key));
      this.known.delete(key);
      await rm(this.blob(current.blob));
    });
  }

  private meta(key: string): string {
    return join(this.folder, 'meta', nameOf(key));
  }

  private blob(name: string): string {
    return join(this.folder, 'blobs', name);
  }
}
