import { createHash } from 'node:crypto';
import type { Config } from '../config.js';
import type { Logger } from '../logger.js';
import type { S3Client } from './client.js';
import { corsConfiguration } from './cors.js';
import { StorageError, translated } from './errors.js';

/** The bucket is there, and takes uploads from pages of these origins. Several processes may say so at once. */
export async function makeReady(
  client: S3Client,
  { bucket, region }: Config['storage'],
  origins: readonly string[],
  log: Logger,
): Promise<void> {
  if (!(await translated(client.bucketExists(bucket)))) {
    await translated(client.makeBucket(bucket, region)).catch(unless('BucketAlreadyOwnedByYou', 'BucketAlreadyExists'));
  }
  const body = corsConfiguration(origins);
  const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
  const told = client.makeRequestAsyncOmit({ method: 'PUT', bucketName: bucket, query: 'cors', headers }, body, [200, 204]);
  await translated(told).catch((error: unknown) => {
    unless('NotImplemented', 'MethodNotAllowed', 'AccessDenied')(error);
    log.warn({ err: error }, 'the store does not let us say which pages may upload: somebody else has to');
  });
}

/** Passes over what the store may well answer, and throws the rest. */
const unless =
  (...codes: string[]) =>
  (error: unknown): void => {
    if (!(error instanceof StorageError && codes.includes(error.code))) throw error;
  };
