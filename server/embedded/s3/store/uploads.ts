import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Received } from '../body/receive.js';
import { Refusal } from '../errors.js';
import { byBytes, filesOf, oneByOne, writeJson } from './files.js';

export interface Part {
  number: number;
  /** The MD5 of its bytes. */
  etag: string;
  size: number;
  modified: string;
}

export interface Upload {
  id: string;
  key: string;
  headers: Record<string, string>;
  initiated: string;
}

export interface KnownUpload extends Upload {
  parts: Map<number, Part>;
}

const ABOUT = 'upload.json';

/** The multipart uploads under way in one bucket: a folder each, where a part is a file named by its number, MD5 and size. */
export class Uploads {
  private readonly known = new Map<string, KnownUpload>();
  private readonly inOrder = oneByOne();

  private constructor(private readonly folder: string) {}

  static async open(folder: string): Promise<Uploads> {
    const uploads = new Uploads(folder);
    await mkdir(folder, { recursive: true });
    for (const id of await readdir(folder)) {
      const about = await readFile(join(folder, id, ABOUT), 'utf8').catch(() => null);
      // A folder without it is one that a crash left while it was made or removed.
      if (about === null) await rm(join(folder, id), { recursive: true });
      else uploads.known.set(id, { ...(JSON.parse(about) as Upload), parts: await partsIn(join(folder, id)) });
    }
    return uploads;
  }

  async start(key: string, headers: Record<string, string>): Promise<Upload> {
    // The letter keeps clients that guess at types from reading a number.
    const upload = { id: `u${randomBytes(24).toString('hex')}`, key, headers, initiated: new Date().toISOString() };
    await mkdir(join(this.folder, upload.id));
    await writeJson(join(this.folder, upload.id, ABOUT), upload);
    this.known.set(upload.id, { ...upload, parts: new Map() });
    return upload;
  }

  find(id: string, key: string): KnownUpload {
    const upload = this.known.get(id);
    if (upload?.key !== key) throw new Refusal('NoSuchUpload');
    return upload;
  }

  /** By key, then by id. */
  list(prefix: string): Upload[] {
    const matching = [...this.known.values()].filter(({ key }) => key.startsWith(prefix));
    return matching.sort((a, b) => byBytes(a.key, b.key) || byBytes(a.id, b.id));
  }

  /** A part sent again replaces the one before. */
  async addPart(id: string, key: string, number: number, { file, size, md5 }: Received): Promise<Part> {
    return this.inOrder(async () => {
      const { parts } = this.find(id, key);
      const before = parts.get(number);
      const part = { number, etag: md5, size, modified: new Date().toISOString() };
      await rename(file, this.file(id, part));
      parts.set(number, part);
      if (before && this.file(id, before) !== this.file(id, part)) await rm(this.file(id, before));
      return part;
    });
  }

  /** Ends an upload: by joining it, or by nothing. Of two who want to end it, the second finds none. */
  async end<T>(id: string, key: string, work: (upload: KnownUpload) => Promise<T>): Promise<T> {
    return this.inOrder(async () => {
      const result = await work(this.find(id, key));
      await rm(join(this.folder, id, ABOUT));
      this.known.delete(id);
      await rm(join(this.folder, id), { recursive: true });
      return result;
    });
  }

  async *bytes({ id }: Upload, parts: readonly Part[]): AsyncGenerator<Buffer> {
    for (const part of parts) yield* createReadStream(this.file(id, part)) as AsyncIterable<Buffer>;
  }

  private file(id: string, part: Part): string {
    return join(this.folder, id, `${part.number}-${part.etag}-${part.size}`);
  }
}

async function partsIn(folder: string): Promise<Map<number, Part>> {
  const parts = (await filesOf(folder))
    .filter((name) => name !== ABOUT)
    .map(async (name) => {
      const [number, etag = '', size] = name.split('-');
      return { number: Number(number), etag, size: Number(size), modified: (await stat(join(folder, name))).mtime.toISOString() };
    });
  const byAge = (await Promise.all(parts)).sort((a, b) => byBytes(a.modified, b.modified));
  return new Map(byAge.map((part) => [part.number, part]));
}

/** Of an object joined from parts: the MD5 of their MD5s, and how many they were. */
export function etagOf(parts: readonly Part[]): string {
  const md5 = createHash('md5');
  for (const { etag } of parts) md5.update(etag, 'hex');
  return `${md5.digest('hex')}-${parts.length}`;
}
