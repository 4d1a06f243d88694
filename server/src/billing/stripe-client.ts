import Stripe from 'stripe';
import type { Config } from '../platform/config.js';
import { seconds } from '../platform/clock.js';

/** The real SDK, pinned to the version its types describe. Short patience: database connections wait behind some calls. */
export function stripeClient({ secretKey, apiUrl }: Config['stripe']): Stripe {
  return new Stripe(secretKey, {
    apiVersion: '2026-10-28.endive',
    timeout: seconds(8),
    maxNetworkRetries: 1,
    telemetry: false,
    ...(apiUrl && addressOf(new URL(apiUrl))),
  });
}

function addressOf({ protocol, hostname, port }: URL): { host: string; port?: string; protocol: 'http' | 'https' } {
  return { host: hostname, protocol: protocol === 'http:' ? 'http' : 'https', ...(port && { port }) };
}

/** Stripe's seconds. */
export const instant = (seconds: number): Date => new Date(seconds * 1_000);

export const instantOrNull = (seconds: number | null): Date | null => (seconds === null ? null : instant(seconds));

export const idOf = (reference: string | { id: string }): string => (typeof reference === 'string' ? reference : reference.id);

export const isMissing = (err: unknown): boolean =>
  err instanceof Stripe.errors.StripeInvalidRequestError && err.code === 'resource_missing';

/** What is gone already is as it should be. */
export async function unlessMissing(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (err) {
    if (!isMissing(err)) throw err;
  }
}
