import { createHash, createHmac } from 'node:crypto';
import type { Config } from '../config.js';

export interface PartToSign {
  key: string;
  uploadId: string;
  part: number;
  /** Exactly as many; the store refuses more and fewer. */
  bytes: number;
  /** Milliseconds. */
  expires: number;
}

/**
 * The address where one part may be put. The client of minio signs such addresses too, but never a length, and without one
 * a part could be anything up to 5 GiB. The time is the store's, not that of our own clock.
 */
export function presignedPart(config: Config['storage'], { key, uploadId, part, bytes, expires }: PartToSign): string {
  const { origin, host } = new URL(config.publicEndpoint);
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = [timestamp.slice(0, 8), config.region, 's3', 'aws4_request'];
  const path = ['', config.bucket, ...key.split('/')].map(escape).join('/');
  const query = [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', [config.accessKey, ...scope].join('/')],
    ['X-Amz-Date', timestamp],
    ['X-Amz-Expires', String(Math.floor(expires / 1_000))],
    ['X-Amz-SignedHeaders', 'content-length;host'],
    ['partNumber', String(part)],
    ['uploadId', uploadId],
  ]
    .map(([name = '', value = '']) => `${name}=${escape(value)}`)
    .join('&');
  const request = ['PUT', path, query, `content-length:${bytes}`, `host:${host}`, '', 'content-length;host', 'UNSIGNED-PAYLOAD'].join('\n');
  const text = ['AWS4-HMAC-SHA256', timestamp, scope.join('/'), createHash('sha256').update(request).digest('hex')].join('\n');
  const signingKey = scope.reduce<string | Buffer>((last, each) => hmac(last, each), `AWS4${config.secretKey}`);
  return `${origin}${path}?${query}&X-Amz-Signature=${hmac(signingKey, text).toString('hex')}`;
}

const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

const escape = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
