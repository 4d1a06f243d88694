import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootS3 } from '../embedded/s3/index.js';
import type { Config } from '../src/platform/config.js';
import { randomToken } from '../src/platform/crypto.js';

const KEYS = { region: 'us-east-1', accessKey: 'test', secretKey: 'test-store-secret' };

/** Keys of a store that is given (any S3, with `S3_ENDPOINT`), or of the one that is made. */
const keys = () =>
  process.env.S3_ENDPOINT
    ? {
        region: process.env.S3_REGION || KEYS.region,
        accessKey: process.env.S3_ACCESS_KEY ?? '',
        secretKey: process.env.S3_SECRET_KEY ?? '',
      }
    : KEYS;

/** One object store for the run, on a folder that goes with it; or the one that is given, where the buckets of the run are left. */
export async function bootTestStore(): Promise<{ url: string; stop: () => Promise<void> }> {
  if (process.env.S3_ENDPOINT) return { url: process.env.S3_ENDPOINT, stop: () => Promise.resolve() };
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
  const { region, accessKey, secretKey } = keys();
  const bucket = `house-${randomToken(8).replace(/[-_]/g, 'x').toLowerCase()}`;
  return {
    settings: { S3_ENDPOINT: store.url, S3_REGION: region, S3_BUCKET: bucket, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey },
    drop: store.stop,
  };
}

/** The settings of another process over the same bucket. */
export const sameBucket = ({ storage }: Config): Record<string, string> => ({
  S3_ENDPOINT: storage.endpoint,
  S3_REGION: storage.region,
  S3_BUCKET: storage.bucket,
  S3_ACCESS_KEY: storage.accessKey,
  S3_SECRET_KEY: storage.secretKey,
});
