import { Readable } from 'node:stream';
import { blocksOf } from './blocks.js';
import type { S3Client } from './client.js';
import { translated } from './errors.js';

/** What is larger goes in parts, of which one is held in memory. */
const BLOCK = 8 * 1_024 * 1_024;

export interface Content {
  contentType: string;
  size?: number;
}

/**
 * Puts an object whole or not at all. The client of minio could be given the stream itself, but would hold up to 64 MiB of it,
 * and join a larger one to whatever upload of the same key it finds unfinished.
 */
export async function put(client: S3Client, bucket: string, key: string, content: Buffer | Readable, about: Content): Promise<void> {
  const blocks = blocksOf(Buffer.isBuffer(content) ? Readable.from([content]) : content, BLOCK);
  const headers = { 'content-type': about.contentType };
  try {
    const first = (await blocks.next()).value as Buffer;
    if (first.length < BLOCK) {
      assertSize(first.length, about.size);
      await translated(client.putObject(bucket, key, first, first.length, headers));
      return;
    }
    const uploadId = await translated(client.initiateNewMultipartUpload(bucket, key, headers));
    const send = (part: number, block: Buffer) =>
      translated(client.uploadPart({ bucketName: bucket, objectName: key, uploadID: uploadId, partNumber: part, headers: {} }, block));
    try {
      const parts = [await send(1, first)];
      let sent = first.length;
      for await (const block of blocks) {
        parts.push(await send(parts.length + 1, block));
        sent += block.length;
      }
      assertSize(sent, about.size);
      await translated(client.completeMultipartUpload(bucket, key, uploadId, parts));
    } catch (error) {
      // An upload that stays is swept later; why it failed must not be lost over it.
      await client.abortMultipartUpload(bucket, key, uploadId).catch(() => undefined);
      throw error;
    }
  } finally {
    await blocks.return(undefined);
  }
}

function assertSize(sent: number, size: number | undefined): void {
  if (size !== undefined && sent !== size) throw new RangeError(`${sent} bytes came where ${size} were announced.`);
}
