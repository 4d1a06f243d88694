import { createECDH, hkdfSync } from 'node:crypto';
import { isIP } from 'node:net';
import webpush from 'web-push';
import type { Config } from '../config.js';
import { sha256 } from '../crypto.js';
import { postOutside } from './post-outside.js';
import { NotPublic } from './public-address.js';
import { KEPT_FOR_SECONDS, outcomeOf, type PushOutcome } from './push.js';

/** What a browser hands out: where to send, and what only it can open. */
export interface WebAddress {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export interface WebMessage {
  /** What the page's own worker makes words of. */
  content: object;
  /** Of several on one subject that wait at the service, the last is enough. */
  subject: string;
  urgent: boolean;
}

/** All messages have this length: it tells nothing of what they hold. */
const LENGTH = 512;

/** Web Push: encrypted for one browser (RFC 8291), signed with our key (VAPID, RFC 8292). */
export class WebPush {
  /** Browsers subscribe under it; 65 bytes, in base64url. */
  readonly publicKey: string;
  private readonly vapidDetails: { subject: string; publicKey: string; privateKey: string };

  constructor(private readonly config: Config['push']) {
    const pair = createECDH(CURVE);
    const privateKey = privateKeyOf(config.secret);
    pair.setPrivateKey(privateKey);
    this.publicKey = pair.getPublicKey('base64url', 'uncompressed');
    this.vapidDetails = { subject: `mailto:${config.contact}`, publicKey: this.publicKey, privateKey: privateKey.toString('base64url') };
  }

  /** What is wrong with an address, or null. Where its name leads is looked at each time something is sent there. */
  problemWith({ endpoint, p256dh, auth }: WebAddress): 'endpoint' | 'p256dh' | 'auth' | null {
    const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
    // As browsers write it, to the letter: what is left out when it is read would be another address of the same device.
    if (!url || url.href !== endpoint || url.username || url.password || url.hash) return 'endpoint';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isPublic = url.protocol === 'https:' && url.port === '' && isIP(host) === 0 && host.includes('.');
    if (!isPublic && url.origin !== this.config.receiver) return 'endpoint';
    if (!isPoint(p256dh)) return 'p256dh';
    return /^[\w-]{22}$/.test(auth) ? null : 'auth';
  }

  async send({ endpoint, p256dh, auth }: WebAddress, { content, subject, urgent }: WebMessage): Promise<PushOutcome> {
    const details = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(content).padEnd(LENGTH), {
      vapidDetails: this.vapidDetails,
      TTL: KEPT_FOR_SECONDS,
      urgency: urgent ? 'high' : 'normal',
      topic: sha256(subject).slice(0, 32),
    });
    try {
      const headers = details.headers as Record<string, string | number>;
      const { status, retryAfter } = await postOutside(new URL(endpoint), headers, details.body ?? Buffer.alloc(0), this.config.receiver);
      return outcomeOf(status, retryAfter);
    } catch (err) {
      // Whoever wrote down an address inside our own network meant no good.
      return err instanceof NotPublic ? { outcome: 'gone' } : { outcome: 'busy', retryAfter: null };
    }
  }
}

const CURVE = 'prime256v1';
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** A number of the curve, the same for the same secret: of more bits than it has, so that none is likelier than another. */
function privateKeyOf(secret: string): Buffer {
  const bits = BigInt(`0x${Buffer.from(hkdfSync('sha256', secret, '', 'vapid', 48)).toString('hex')}`);
  return Buffer.from(((bits % (ORDER - 1n)) + 1n).toString(16).padStart(64, '0'), 'hex');
}

/** A key that is no point of the curve would make every sending fail. */
function isPoint(key: string): boolean {
  if (!/^[\w-]{87}$/.test(key)) return false;
  const pair = createECDH(CURVE);
  pair.generateKeys();
  try {
    pair.computeSecret(key, 'base64url');
    return true;
  } catch {
    return false;
  }
}
