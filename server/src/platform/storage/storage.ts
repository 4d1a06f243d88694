import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Config } from '../config.js';
import type { Logger } from '../logger.js';
import { S3Client } from './client.js';
import { NotFound, StorageError, translated } from './errors.js';
import { presignedPart, type PartToSign } from './presigned-part.js';
import { put, type Content } from './put.js';
import { makeReady } from './ready.js';

export interface PostToSign {
  key: string;
  contentType: string;
  minBytes: number;
  maxBytes: number;
  /** Milliseconds. */
  expires: number;
}

export interface StoredObject {
  key: string;
  size: number;
  modified: Date;
}

export interface UploadedPart {
  part: number;
  etag: string;
  size: number;
}

export interface IncompleteUpload {
  key: string;
  uploadId: string;
  startedAt: Date;
}

/** The private bucket of our files: any S3. Only calls that every S3 has, Garage among them. */
export class Storage {
  private readonly client: S3Client;
  /** What browsers are given bears the address that they reach. */
  private readonly outside: S3Client;
  private readonly bucket: string;

  constructor(
    private readonly config: Config['storage'],
    private readonly log: Logger,
  ) {
    this.client = new S3Client(config, config.endpoint);
    this.outside = new S3Client(config, config.publicEndpoint);
    this.bucket = config.bucket;
  }

  /** Makes the bucket when it is missing, and lets pages of these origins upload into it. */
  ensureReady(origins: readonly string[]): Promise<void> {
    return makeReady(this.client, this.config, origins, this.log);
  }

  /** A form that a browser posts: the store itself holds it to this key, type and size. */
  async presignedPost({
    key,
    contentType,
    minBytes,
    maxBytes,
    expires,
  }: PostToSign): Promise<{ url: string; fields: Record<string, string> }> {
    const policy = this.outside.newPostPolicy();
    policy.setBucket(this.bucket);
    policy.setKey(key);
    policy.setContentType(contentType);
    policy.setContentLengthRange(minBytes, maxBytes);
    policy.setExpires(new Date(Date.now() + expires));
    const { postURL, formData } = await this.outside.presignedPostPolicy(policy);
    return { url: postURL, fields: formData };
  }

  /** Returns the id of the upload. */
  startMultipart(key: string, contentType: string): Promise<string> {
    return translated(this.client.initiateNewMultipartUpload(this.bucket, key, { 'content-type': contentType }));
  }

  presignedPart(part: PartToSign): string {
    return presignedPart(this.config, part);
  }

  async listParts(key: string, uploadId: string): Promise<UploadedPart[]> {
    const parts = await translated(this.client.listParts(this.bucket, key, uploadId));
    return parts.map(({ part, etag, size }) => ({ part, etag, size }));
  }

  /** Every part but the last has 5 MiB at least. NotFound when the upload was completed or aborted before. */
  async completeMultipart(key: string, uploadId: string, parts: readonly Pick<UploadedPart, 'part' | 'etag'>[]): Promise<void> {
    const inOrder = [...parts].sort((a, b) => a.part - b.part);
    await translated(this.client.completeMultipartUpload(this.bucket, key, uploadId, inOrder));
  }

  /** Also of what is no more. */
  async abortMultipart(key: string, uploadId: string): Promise<void> {
    await translated(this.client.abortMultipartUpload(this.bucket, key, uploadId)).catch((error: unknown) => {
      if (!(error instanceof NotFound)) throw error;
    });
  }

  async *listIncomplete(prefix: string): AsyncGenerator<IncompleteUpload> {
    let [key, id] = ['', ''];
    for (;;) {
      const { uploads, isTruncated } = await translated(this.client.listIncompleteUploadsQuery(this.bucket, prefix, key, id, ''));
      for (const { key, uploadId, initiated } of uploads) yield { key, uploadId, startedAt: initiated };
      const last = uploads.at(-1);
      if (!isTruncated || !last) return;
      [key, id] = [last.key, last.uploadId];
    }
  }

  async stat(key: string): Promise<{ size: number; contentType: string; etag: string; modified: Date }> {
    const { size, metaData, etag, lastModified } = await translated(this.client.statObject(this.bucket, key));
    return { size, contentType: String(metaData['content-type']), etag, modified: lastModified };
  }

  /** Both ends included. Whoever does not read to the end destroys the stream. */
  async read(key: string, range?: { start: number; end: number }): Promise<Readable> {
    if (!range) return translated(this.client.getObject(this.bucket, key));
    if (range.end < range.start) throw new RangeError(`No bytes from ${range.start} to ${range.end}.`);
    return translated(this.client.getPartialObject(this.bucket, key, range.start, range.end - range.start + 1));
  }

  async readToFile(key: string, path: string): Promise<void> {
    await pipeline(await this.read(key), createWriteStream(path));
  }

  /** Whole or not at all. When a size is given, a stream that ends before or after it is refused. */
  put(key: string, content: Buffer | Readable, about: Content): Promise<void> {
    return put(this.client, this.bucket, key, content, about);
  }

  /** What is not there counts as removed; what the store could not remove is an error. */
  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const [refused] = await translated(this.client.removeObjects(this.bucket, [...keys]));
    if (!refused) return;
    // The client declares one more level than it gives.
    const { Code = 'Unknown', Message = '' } = refused.Error ?? (refused as { Code?: string; Message?: string });
    throw new StorageError(Code, Message);
  }

  async *list(prefix: string): AsyncGenerator<StoredObject> {
    let token = '';
    do {
      const page = await translated(this.client.listObjectsV2Query(this.bucket, prefix, token, '', 1_000, ''));
      for (const { name, size, lastModified } of page.objects) if (name && lastModified) yield { key: name, size, modified: lastModified };
      token = page.isTruncated ? page.nextContinuationToken : '';
    } while (token);
  }

  close(): void {
    this.client.close();
    this.outside.close();
  }
}
