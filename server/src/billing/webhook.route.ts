import type { FastifyInstance } from 'fastify';
import type Stripe from 'stripe';
import type { Logger } from '../platform/logger.js';
import type { StripeEventService } from './stripe-event.service.js';

const BODY_LIMIT = 1_048_576;

interface Parts {
  stripe: Stripe;
  secret: string;
  events: StripeEventService;
  log: Logger;
}

/**
 * POST /stripe/webhook. A plugin of its own: only here is a body kept as the bytes that were signed. Nothing is read from
 * them before the signature holds; then the event is stored and answered, and applied later by a job.
 */
export const webhookRoute =
  ({ stripe, secret, events, log }: Parts) =>
  (app: FastifyInstance, _options: object, done: () => void): void => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, parsed) => parsed(null, body));

    app.post('/stripe/webhook', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const event = eventIn(request.body, request.headers['stripe-signature']);
      if (typeof event === 'string') {
        log.warn({ requestId: request.id, reason: event }, 'a Stripe webhook was refused');
        return reply.code(400).send({ error: 'Not a signed Stripe event.' });
      }
      await events.receive(event);
      return reply.code(200).send({ received: true });
    });

    function eventIn(body: unknown, signature: string | string[] | undefined): Stripe.Event | string {
      if (!Buffer.isBuffer(body) || typeof signature !== 'string') return 'no body or no signature';
      try {
        const event = stripe.webhooks.constructEvent(body, signature, secret);
        return isEvent(event) ? event : 'not an event';
      } catch (err) {
        return err instanceof SyntaxError ? 'not JSON' : 'the signature does not hold';
      }
    }

    done();
  };

function isEvent(value: unknown): value is Stripe.Event {
  const { id, type, created, data } = (value ?? {}) as Partial<Stripe.Event>;
  return typeof id === 'string' && typeof type === 'string' && typeof created === 'number' && typeof data?.object === 'object';
}
