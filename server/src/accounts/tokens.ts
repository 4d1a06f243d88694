import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { clock, minutes } from '../platform/clock.js';
import { equalInConstantTime, randomToken, sha256 } from '../platform/crypto.js';
import { UserError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { emailKey } from './me.js';

export const ACCESS_TOKEN_LIFE = minutes(15);
const AUDIENCE = 'premier-pas';
const REMEMBERED_MOST = 20_000;

export interface Holder {
  userId: string;
  sessionId: string;
}

export interface AccessClaims extends Holder {
  expiresAt: Date;
}

/** Access tokens are signed; refresh tokens are random at first and then follow each other in a keyed chain. */
export class Tokens {
  private readonly key: KeyObject;
  /** What good tokens say: each comes with every call for a quarter of an hour, and its signature is checked once. */
  private readonly verified = new Map<string, AccessClaims>();

  constructor(private readonly secret: string) {
    this.key = createSecretKey(Buffer.from(secret));
  }

  async signAccess(userId: string, sessionId: string): Promise<{ token: string; expiresAt: Date }> {
    const expiresAt = new Date(clock.now().getTime() + ACCESS_TOKEN_LIFE);
    const token = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(userId)
      .setAudience(AUDIENCE)
      .setExpirationTime(expiresAt)
      .sign(this.key);
    return { token, expiresAt };
  }

  /** What a token says that was verified before and has not ended. */
  known(token: string): AccessClaims | undefined {
    const claims = this.verified.get(token);
    return claims && claims.expiresAt > clock.now() ? claims : undefined;
  }

  async verifyAccess(token: string): Promise<AccessClaims> {
    const known = this.known(token);
    if (known) return known;
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        audience: AUDIENCE,
        requiredClaims: ['exp', 'sub', 'sid'],
        currentDate: clock.now(),
      });
      const claims = { userId: payload.sub ?? '', sessionId: String(payload.sid), expiresAt: new Date((payload.exp ?? 0) * 1_000) };
      if (this.verified.size >= REMEMBERED_MOST) this.verified.clear();
      this.verified.set(token, claims);
      return claims;
    } catch (err) {
      if (err instanceof errors.JOSEError) throw new UserError('UNAUTHENTICATED');
      throw err;
    }
  }

  firstRefresh(sessionId: string): string {
    return this.sealed(`${sessionId}.${randomToken()}`);
  }

  /**
   * The token after `token`. It follows from it by a keyed hash, so that a second tab (or a retry after a lost answer)
   * gets the very same successor within the grace period although only hashes are stored. An app adds an `attempt` of its own.
   */
  nextRefresh(sessionId: string, token: string, attempt?: string | null): string {
    return this.sealed(`${sessionId}.${this.mac(`refresh:${token}${attempt ?? ''}`)}`);
  }

  /**
   * Whether we ever gave this refresh token out. A session's id is no secret, it stands in access tokens: without this anybody
   * who saw one could end the session by making a refresh token up, which would pass for a stolen one.
   */
  isOurs(refreshToken: string): boolean {
    return equalInConstantTime(refreshToken, this.sealed(refreshToken.slice(0, Math.max(0, refreshToken.lastIndexOf('.')))));
  }

  /** What the browser sends along for pictures: it proves the session to them, and opens nothing else. */
  mediaCookie({ userId, sessionId }: Holder): string {
    return `${userId}.${sessionId}.${this.mac(`media:${userId}.${sessionId}`)}`;
  }

  /** Whose it is; null when it is not one of ours. */
  holderOf(mediaCookie: string): Holder | null {
    const [userId = '', sessionId = ''] = mediaCookie.split('.');
    return equalInConstantTime(mediaCookie, this.mediaCookie({ userId, sessionId })) ? { userId, sessionId } : null;
  }

  /** What stays with a browser or an app in which this address was signed in: its password may be mistyped there whatever strangers do. */
  deviceToken(email: string, device = newId()): string {
    return `${device}.${this.mac(`device:${device}.${emailKey(email)}`)}`;
  }

  /** Which device; null when the token is not one of ours, or of another address. */
  deviceIn(token: string, email: string): string | null {
    const [device = ''] = token.split('.');
    return equalInConstantTime(token, this.deviceToken(email, device)) ? device : null;
  }

  hashRefresh(token: string): string {
    return sha256(token);
  }

  sessionOf(refreshToken: string): string {
    return refreshToken.split('.')[0] ?? '';
  }

  private sealed(token: string): string {
    return `${token}.${this.mac(`refresh-seal:${token}`)}`;
  }

  private mac(words: string): string {
    return createHmac('sha256', this.secret).update(words).digest('base64url');
  }
}
