import { createHash, randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../errors.js';
import type { Check } from './checks.js';

/** A body that arrived whole, in a file that nothing refers to yet. */
export interface Received {
  file: string;
  size: number;
  /** Hexadecimal. */
  md5: string;
}

export interface Bounds {
  least: number;
  most: number;
}

/** What one request may bring. */
export const ANY_SIZE: Bounds = { least: 0, most: 5 * 1_024 ** 3 };

/** Takes a body into a file, chunk by chunk; of what ends early, grows too large or is not what was promised, nothing stays. */
export async function receive(source: AsyncIterable<Buffer>, folder: string, checks: readonly Check[], bounds: Bounds): Promise<Received> {
  const path = join(folder, randomUUID());
  const file = await open(path, 'wx', 0o600);
  try {
    const md5 = createHash('md5');
    let size = 0;
    for await (const chunk of source) {
      size += chunk.length;
      if (size > bounds.most) throw new Refusal('EntityTooLarge', undefined, { ProposedSize: size, MaxSizeAllowed: bounds.most });
      md5.update(chunk);
      for (const check of checks) check.update(chunk);
      await file.appendFile(chunk);
    }
    if (size < bounds.least) throw new Refusal('EntityTooSmall', undefined, { ProposedSize: size, MinSizeAllowed: bounds.least });
    for (const check of checks) check.verify();
    await file.close();
    return { file: path, size, md5: md5.digest('hex') };
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
}

/** Hands a body on to whoever keeps it; when nobody does, nothing stays. */
export async function handOver<T>(received: Received, keep: (received: Received) => Promise<T>): Promise<T> {
  try {
    return await keep(received);
  } catch (error) {
    await rm(received.file, { force: true });
    throw error;
  }
}
