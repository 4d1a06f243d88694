import { hkdfSync } from 'node:crypto';
import { clock, minutes, seconds } from '../platform/clock.js';
import { equalInConstantTime, hmac } from '../platform/crypto.js';
import type { MediaSize } from './media.types.js';

/** Addresses change on this grid, so that a list that is asked for again does not load its pictures again. */
const GRID = minutes(5);

/**
 * Addresses of media, for one session and a few minutes. The signature covers the session and the end, not the picture: which
 * ones the session may see is asked when they are fetched, so an address alone opens nothing.
 */
export class Links {
  private readonly key: string;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'media links', 32)).toString('base64url');
  }

  /** When addresses that are made now end. */
  end(): number {
    return (Math.floor(clock.now().getTime() / GRID) + 2) * GRID;
  }

  /** The query string of all addresses of a session until then. */
  ticket(sessionId: string, end: number): string {
    return `e=${end / seconds(1)}&s=${this.sign(sessionId, end)}`;
  }

  /** Seconds that the address still lives; null when it does not, or is not of this session. */
  lifeOf(sessionId: string, e: unknown, s: unknown): number | null {
    const end = Number(e) * seconds(1);
    const left = end - clock.now().getTime();
    if (typeof s !== 'string' || !(left > 0 && left <= 2 * GRID)) return null;
    return equalInConstantTime(s, this.sign(sessionId, end)) ? Math.floor(left / seconds(1)) : null;
  }

  private sign(sessionId: string, end: number): string {
    return hmac(this.key, `${sessionId} ${end}`).slice(0, 22);
  }
}

export const pictureUrl = (mediaId: string, size: MediaSize, ticket: string): string => `/media/${mediaId}/${size.toLowerCase()}?${ticket}`;
export const filmUrl = (mediaId: string, ticket: string): string => `/media/${mediaId}/film?${ticket}`;
