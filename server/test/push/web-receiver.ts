import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, type ECDH } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { jwtVerify } from 'jose';
import { listen, type Listening } from './listening.js';

/** What a browser's worker was handed, and how it came. */
export interface Received {
  content: Record<string, unknown>;
  headers: IncomingHttpHeaders;
  /** Bytes on the wire. */
  length: number;
}

interface Subscriber {
  keys: ECDH;
  auth: Buffer;
  received: Received[];
  /** What the service answers from now on; 201 unless told otherwise. */
  answer: { status: number; headers?: Record<string, string> };
  /** How often its service was asked. */
  asked: number;
  /** Called when something was received. */
  onPush: () => void;
}

/** A push service with its browsers, as strict as the real ones: who is not signed, or not as the RFCs say, is refused. */
export class WebReceiver {
  private readonly subscribers = new Map<string, Subscriber>();
  readonly refused: string[] = [];
  private listening!: Listening;

  static async boot(): Promise<WebReceiver> {
    const receiver = new WebReceiver();
    receiver.listening = await listen(async (request, body, response) => {
      const subscriber = receiver.subscribers.get(request.url ?? '');
      if (!subscriber) return response.writeHead(404).end();
      subscriber.asked += 1;
      try {
        await checkRequest(request.method, request.headers, receiver.url);
        const { status, headers } = subscriber.answer;
        if (status === 201) {
          subscriber.received.push({ content: decrypt(body, subscriber), headers: request.headers, length: body.length });
          subscriber.onPush();
        }
        return response.writeHead(status, headers).end();
      } catch (err) {
        receiver.refused.push(String(err));
        return response.writeHead(400).end();
      }
    });
    return receiver;
  }

  get url(): string {
    return this.listening.url;
  }

  stop = (): Promise<void> => this.listening.stop();

  /** A browser that has just subscribed: what its page sends to `registerDevice`, and what its worker gets. */
  subscribe(): Subscriber & { input: { kind: 'WEB'; address: string; p256dh: string; auth: string } } {
    const keys = createECDH('prime256v1');
    const path = `/push/${randomBytes(24).toString('base64url')}`;
    const subscriber = { keys, auth: randomBytes(16), received: [], answer: { status: 201 }, asked: 0, onPush: () => undefined };
    const p256dh = keys.generateKeys('base64url', 'uncompressed');
    this.subscribers.set(path, subscriber);
    return Object.assign(subscriber, {
      input: { kind: 'WEB' as const, address: this.url + path, p256dh, auth: subscriber.auth.toString('base64url') },
    });
  }
}

/** RFC 8030 and 8292. */
async function checkRequest(method: string | undefined, headers: IncomingHttpHeaders, origin: string): Promise<void> {
  if (method !== 'POST') throw new Error('not a POST');
  if (headers['content-encoding'] !== 'aes128gcm') throw new Error('not aes128gcm');
  if (!/^\d+$/.test(String(headers.ttl))) throw new Error('no TTL');
  if (!['very-low', 'low', 'normal', 'high'].includes(String(headers.urgency))) throw new Error('no urgency');
  if (!/^[\w-]{1,32}$/.test(String(headers.topic))) throw new Error('not a topic');
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  const point = Buffer.from(key, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const { payload } = await jwtVerify(token, createPublicKey({ key: jwk, format: 'jwk' }), { algorithms: ['ES256'], audience: origin });
  if (!/^mailto:[^@]+@[^@]+$/.test(payload.sub ?? '')) throw new Error('nobody to write to');
  if ((payload.exp ?? Infinity) > Date.now() / 1_000 + 86_400) throw new Error('signed for more than a day');
}

/** RFC 8291 and 8188, by hand: what was encrypted for somebody else, or altered, does not open. */
function decrypt(body: Buffer, { keys, auth }: Pick<Subscriber, 'keys' | 'auth'>): Record<string, unknown> {
  const [salt, idLength] = [body.subarray(0, 16), body[20] ?? 0];
  const sender = body.subarray(21, 21 + idLength);
  const record = body.subarray(21 + idLength);
  const shared = keys.computeSecret(sender);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
  const secret = Buffer.from(hkdfSync('sha256', shared, auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const cipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16));
  const opened = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
  const end = opened.lastIndexOf(2);
  return JSON.parse(opened.subarray(0, end).toString()) as Record<string, unknown>;
}
