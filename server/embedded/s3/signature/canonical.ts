import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { header, type S3Request } from '../request.js';

/** Percent-encoding as signatures want it: everything but letters, digits and `-._~`. */
export const escapeUri = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

export const SIGNATURE_PARAMETER = 'X-Amz-Signature';

/** The request as both sides write it down before signing. */
export function canonicalRequest(request: S3Request, signedHeaders: readonly string[], payload: string): string {
  const query = [...request.query]
    .filter(([name]) => name !== SIGNATURE_PARAMETER)
    .map(([name, value]) => [escapeUri(name), escapeUri(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    request.method,
    request.path.split('/').map(escapeUri).join('/'),
    query.map((pair) => pair.join('=')).join('&'),
    ...signedHeaders.map((name) => `${name}:${(header(request, name) ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    payload,
  ].join('\n');
}

export interface Scope {
  /** YYYYMMDD */
  day: string;
  region: string;
}

export function stringToSign(canonical: string, timestamp: string, { day, region }: Scope): string {
  const hash = createHash('sha256').update(canonical).digest('hex');
  return ['AWS4-HMAC-SHA256', timestamp, `${day}/${region}/s3/aws4_request`, hash].join('\n');
}

export function signatureOf(text: string, secretKey: string, { day, region }: Scope): string {
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${secretKey}`);
  return hmac(key, text).toString('hex');
}

export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
