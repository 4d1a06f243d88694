import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootS3 } from '../embedded/s3/index.js';
import type { Config } from '../src/platform/config.js';
import { randomToken } from '../src/platform/crypto.js';

const KEYS = { accessKey: 'test', secretKey: 'test-store-secret' };

/** One object store for the run, on a folder that goes with it. */
export async function bootTestStore(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'premier-pas-store-'));
  const store = await bootS3({ folder, ...KEYS });
  return {
    url: store.url,
    stop: async () => {
      await store.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** A bucket of its own for one house, in the store of the run; where there is no run (a bench, a drill), in a store of its own. */
export async function bucketOfItsOwn(): Promise<{ settings: Record<string, string>; drop: () => Promise<void> }> {
  const shared = process.env.TEST_STORE_URL;
  const store = shared ? { url: shared, stop: () => Promise.resolve() } : await bootTestStore();
  const bucket = `house-${randomToken(8).replace(/[-_]/g, 'x').toLowerCase()}`;
  return {
    settings: { S3_ENDPOINT: store.url, S3_BUCKET: bucket, S3_ACCESS_KEY: KEYS.accessKey, S3_SECRET_KEY: KEYS.secretKey },
    drop: store.stop,
  };
}

/** The settings of another process over the same bucket. */
export const sameBucket = ({ storage }: Config): Record<string, string> => ({
  S3_ENDPOINT: storage.endpoint,
  S3_BUCKET: storage.bucket,
  S3_ACCESS_KEY: storage.accessKey,
  S3_SECRET_KEY: storage.secretKey,
});
