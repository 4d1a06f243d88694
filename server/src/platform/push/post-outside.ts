import { request as overHttp } from 'node:http';
import { Agent, request as overHttps } from 'node:https';
import { lookupPublic } from './public-address.js';
import { seconds } from '../clock.js';

/** Of an answer we want the status; whoever says more is not listened to. */
const MOST_BYTES = 16_384;
const PATIENCE = seconds(5);

const agent = new Agent({ keepAlive: true, maxSockets: 20, maxTotalSockets: 200, timeout: seconds(30) });

export interface Answer {
  status: number;
  retryAfter: string | undefined;
}

/**
 * POSTs to an address that somebody else chose: to the public internet only, following nothing, for so long and no longer.
 * `trusted` is the one origin that may be anywhere, as our own configuration names it.
 */
export function postOutside(
  url: URL,
  headers: Record<string, string | number>,
  body: Buffer,
  trusted: string | undefined,
): Promise<Answer> {
  const known = url.origin === trusted;
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', headers, signal: AbortSignal.timeout(PATIENCE), ...(!known && { lookup: lookupPublic }) };
    const sent = url.protocol === 'http:' ? overHttp(url, options) : overHttps(url, { ...options, agent });
    sent.on('error', reject);
    sent.on('response', (response) => {
      let read = 0;
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_BYTES) response.destroy();
      });
      response.on('error', () => undefined);
      // Also when it was cut off: the status had been told.
      response.on('close', () => resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] }));
    });
    sent.end(body);
  });
}
