import { createHash, type Hash } from 'node:crypto';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomToken } from '../../crypto.js';
import { BLOCK, END, headerOf, paddingOf } from './tar.js';

/** The last entry: the checksum of every other one, as `sha256sum -c` reads them. */
export const SUMS = 'SHA256SUMS';

/** Writes a backup beside its place and puts it there when it is whole and on the disk: half of one never bears the name. */
export class BackupWriter {
  private end = 0;
  private readonly sums: string[] = [];

  private constructor(
    private readonly file: FileHandle,
    private readonly draft: string,
    private readonly path: string,
    private readonly at: Date,
  ) {}

  static async begin(path: string, at: Date): Promise<BackupWriter> {
    const draft = `${path}.${randomToken(4)}.partial`;
    return new BackupWriter(await open(draft, 'wx', 0o600), draft, path, at);
  }

  /** Adds an entry of a length that only its end tells: its header is written last, into the place kept for it. */
  async add(name: string, content: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
    const { size, sum } = await this.write(name, content);
    this.sums.push(`${sum.digest('hex')}  ${name}\n`);
    await this.put(Buffer.alloc(paddingOf(size)));
  }

  /** The whole backup stands under its name from here on. */
  async finish(): Promise<{ size: number }> {
    await this.add(SUMS, [Buffer.from(this.sums.join(''))]);
    await this.put(END);
    await this.file.sync();
    await this.file.close();
    await rename(this.draft, this.path);
    await syncFolder(dirname(this.path));
    return { size: this.end };
  }

  async abandon(): Promise<void> {
    await this.file.close().catch(() => undefined);
    await rm(this.draft, { force: true });
  }

  private async write(name: string, content: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<{ size: number; sum: Hash }> {
    const [header, sum] = [this.end, createHash('sha256')];
    this.end += BLOCK;
    for await (const chunk of content) {
      sum.update(chunk);
      await this.put(chunk);
    }
    const size = this.end - header - BLOCK;
    await this.putAt(headerOf({ name, size, at: this.at }), header);
    return { size, sum };
  }

  private async put(chunk: Buffer): Promise<void> {
    await this.putAt(chunk, this.end);
    this.end += chunk.length;
  }

  /** A write may take a part only. */
  private async putAt(chunk: Buffer, position: number): Promise<void> {
    for (let done = 0; done < chunk.length;) {
      const { bytesWritten } = await this.file.write(chunk, done, chunk.length - done, position + done);
      done += bytesWritten;
    }
  }
}

/** A new name is on the disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
