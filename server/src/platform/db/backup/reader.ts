import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { BLOCK, END, paddingOf, readHeader, type Entry } from './tar.js';
import { SUMS } from './writer.js';

interface Place extends Entry {
  start: number;
}

/** A backup that was read to its last byte and is as it was written. */
export class BackupReader {
  private constructor(
    private readonly file: FileHandle,
    private readonly places: Map<string, Place>,
  ) {}

  static async open(path: string): Promise<BackupReader> {
    const file = await open(path, 'r');
    try {
      const places = await placesOf(file);
      const reader = new BackupReader(file, new Map(places.map((place) => [place.name, place])));
      await reader.check(places);
      return reader;
    } catch (err) {
      await file.close();
      throw err;
    }
  }

  get names(): string[] {
    return [...this.places.keys()];
  }

  /** Piece by piece. */
  async *content(name: string): AsyncGenerator<Buffer> {
    const place = this.places.get(name);
    if (!place) throw new Error(`The backup has no entry ${name}.`);
    for (let done = 0; done < place.size; done += PIECE) {
      yield await bytes(this.file, place.start + done, Math.min(PIECE, place.size - done));
    }
  }

  async text(name: string): Promise<string> {
    const pieces: Buffer[] = [];
    for await (const piece of this.content(name)) pieces.push(piece);
    return Buffer.concat(pieces).toString('utf8');
  }

  close(): Promise<void> {
    return this.file.close();
  }

  private async check(places: Place[]): Promise<void> {
    if (places.at(-1)?.name !== SUMS || this.places.size !== places.length) throw new Altered();
    const sums: string[] = [];
    for (const { name } of places.slice(0, -1)) {
      const sum = createHash('sha256');
      for await (const piece of this.content(name)) sum.update(piece);
      sums.push(`${sum.digest('hex')}  ${name}\n`);
    }
    if ((await this.text(SUMS)) !== sums.join('')) throw new Altered();
  }
}

const PIECE = 256 * 1024;

/** Walks from header to header. Every byte that is no content is one that we would have written, or the file is refused. */
async function placesOf(file: FileHandle): Promise<Place[]> {
  const { size: length } = await file.stat();
  const places: Place[] = [];
  let at = 0;
  for (;;) {
    const rest = length - at;
    if (rest < END.length) throw new Altered();
    if (rest === END.length) {
      if (!(await bytes(file, at, rest)).equals(END)) throw new Altered();
      return places;
    }
    const entry = readHeader(await bytes(file, at, BLOCK));
    if (!entry || entry.size === 0) throw new Altered();
    const [start, end] = [at + BLOCK, at + BLOCK + entry.size];
    const padding = await bytes(file, end, paddingOf(entry.size));
    if (padding.some((byte) => byte !== 0)) throw new Altered();
    places.push({ ...entry, start });
    at = end + padding.length;
  }
}

async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(buffer, done, length - done, position + done);
    if (bytesRead === 0) throw new Altered();
    done += bytesRead;
  }
  return buffer;
}

class Altered extends Error {
  constructor() {
    super('This file is no whole backup: it was cut off or altered, or it is something else. Nothing was touched; take another one.');
  }
}
