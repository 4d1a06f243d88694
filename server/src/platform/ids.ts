import { randomInt } from 'node:crypto';
import { clock } from './clock.js';
import { fewRandomBytes } from './crypto.js';

/** UUIDv7: ordered by time, so that new rows land at the end of their index. */
export function newId(): string {
  const bytes = fewRandomBytes(16);
  bytes.writeUIntBE(clock.now().getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isId = (text: string): boolean => UUID.test(text);

/** Six digits, as mailed to prove an address. */
export const newCode = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0');
