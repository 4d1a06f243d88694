import { Refusal, type RefusalCode } from '../errors.js';
import type { Scope } from './canonical.js';

export interface Keys {
  accessKey: string;
  secretKey: string;
  region: string;
}

/** How far the clock of a caller may be from ours, in milliseconds. */
export const SKEW = 15 * 60_000;

/** `KEY/20260131/us-east-1/s3/aws4_request`: must name our key, our region, this service and the day of the timestamp. */
export function readScope(credential: string, timestamp: string, keys: Keys, malformed: RefusalCode): Scope {
  const [accessKey, day = '', region = '', service, end, ...more] = credential.split('/');
  if (!/^\d{8}$/.test(day) || end !== 'aws4_request' || more.length > 0) throw new Refusal(malformed);
  if (accessKey !== keys.accessKey) throw new Refusal('InvalidAccessKeyId');
  if (region !== keys.region)
    throw new Refusal(malformed, `The region '${region}' is wrong; expecting '${keys.region}'`, { Region: keys.region });
  if (service !== 's3') throw new Refusal(malformed, `The service '${service ?? ''}' is wrong; expecting 's3'`);
  if (!timestamp.startsWith(day)) throw new Refusal(malformed, 'The credential is of another day than the request.');
  return { day, region };
}

/** `20260131T120000Z` in milliseconds, or NaN. */
export function readTimestamp(text: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  return parts ? Date.parse(`${parts.slice(1, 4).join('-')}T${parts.slice(4).join(':')}Z`) : NaN;
}
