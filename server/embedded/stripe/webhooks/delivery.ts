import http from 'node:http';
import https from 'node:https';
import Stripe from 'stripe';

export interface Attempt {
  at: number;
  /** HTTP status of the receiver; null when it could not be reached. */
  status: number | null;
  error: string | null;
}

export interface Delivery {
  eventId: string;
  type: string;
  status: 'pending' | 'delivered' | 'failed' | 'dropped';
  attempts: Attempt[];
}

const ANSWER_WITHIN = 10_000;

export const succeeded = (attempt: Attempt): boolean => attempt.status !== null && attempt.status >= 200 && attempt.status < 300;

/** One POST, signed now with the real clock: receivers compare the signature's time with theirs. */
export function post(target: string, secret: string, event: Stripe.Event): Promise<Attempt> {
  const payload = JSON.stringify(event, null, 2);
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret });
  const at = Date.now();
  return new Promise((resolve) => {
    const request = (target.startsWith('https:') ? https : http).request(
      target,
      {
        method: 'POST',
        agent: false,
        timeout: ANSWER_WITHIN,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(payload),
          'stripe-signature': signature,
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
      },
      (response) => {
        response.resume();
        response.on('error', (error) => resolve({ at, status: null, error: error.message }));
        response.on('end', () => resolve({ at, status: response.statusCode ?? null, error: null }));
      },
    );
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', (error) => resolve({ at, status: null, error: error.message }));
    request.end(payload);
  });
}
