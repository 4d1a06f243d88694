import type { Readable } from 'node:stream';
import type { S3Request } from '../request.js';
import type { Keys } from '../signature/scope.js';
import type { Bucket, Buckets } from '../store/buckets.js';
import { document, type Xml } from '../xml.js';

/** One authenticated request, and what it acts upon. */
export interface Call {
  request: S3Request;
  /** What the signature says of the body: its SHA-256, or UNSIGNED-PAYLOAD. */
  payload: string;
  buckets: Buckets;
  keys: Keys;
  now: number;
}

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Readable;
}

export const bucketOf = ({ request, buckets }: Call): Bucket => buckets.find(request.bucket);

export const empty = (status: number, headers: Record<string, string> = {}): Reply => ({ status, headers });

export const xml = (root: string, content: Xml): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: document(root, content),
});

export const quoted = (etag: string): string => `"${etag}"`;
