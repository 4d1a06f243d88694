import { hkdfSync } from 'node:crypto';
import { clock, minutes, seconds } from '../platform/clock.js';
import { equalInConstantTime, hmac } from '../platform/crypto.js';

const STARTED_WITHIN = minutes(2);
/** What has begun may be paused and wound back. */
const WATCHED_WITHIN = minutes(10);

export interface Holder {
  userId: string;
  sessionId: string;
}

/** Who asks by the address alone. */
export interface Ticket extends Holder {
  begun: boolean;
  /** Seconds that it still lives. */
  life: number;
}

/**
 * In the app a player brings neither cookie nor token along, so the address of a film itself proves the session: to this one film, and
 * for a start within two minutes. The start leads to the address that is watched, which no answer of ours ever held. What the
 * session may see is asked at each use all the same.
 */
export class FilmTickets {
  private readonly key: string;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, '', 'film tickets', 32)).toString('base64url');
  }

  start(mediaId: string, holder: Holder): string {
    return this.address(mediaId, holder, 'start', STARTED_WITHIN);
  }

  watch(mediaId: string, holder: Holder): string {
    return this.address(mediaId, holder, 'watch', WATCHED_WITHIN);
  }

  /** Null when it is not one of ours, is for another film, or has ended. */
  read(mediaId: string, ticket: string): Ticket | null {
    const [userId = '', sessionId = '', step = '', end = '', signature = ''] = ticket.split('.');
    const life = Math.floor((Number(end) * seconds(1) - clock.now().getTime()) / seconds(1));
    if (!(life > 0) || !equalInConstantTime(signature, this.sign(mediaId, `${userId}.${sessionId}.${step}.${end}`))) return null;
    return { userId, sessionId, begun: step === 'watch', life };
  }

  private address(mediaId: string, { userId, sessionId }: Holder, step: 'start' | 'watch', life: number): string {
    const said = `${userId}.${sessionId}.${step}.${Math.floor((clock.now().getTime() + life) / seconds(1))}`;
    return `/media/${mediaId}/film?t=${said}.${this.sign(mediaId, said)}`;
  }

  private sign(mediaId: string, said: string): string {
    return hmac(this.key, `${mediaId} ${said}`).slice(0, 22);
  }
}
