import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Controls } from './controls.js';
import { ApiError } from './errors.js';
import { json, type Reply } from './http.js';
import type { Webhooks } from './webhooks/queue.js';
import type { World } from './world.js';

type Handler = (input: unknown) => unknown;

const id = z.string().min(1);
const byId = z.strictObject({ id });
const duration = z.strictObject({
  hours: z.number().optional(),
  days: z.number().optional(),
  weeks: z.number().optional(),
  months: z.number().int().optional(),
  years: z.number().int().optional(),
});
const order = z.union([z.enum(['created', 'reverse']), z.strictObject({ seed: z.number() }), z.array(id)]);

function handler<T extends z.ZodType>(schema: T, run: (input: z.output<T>) => unknown): Handler {
  return (input) => {
    const parsed = schema.safeParse(input ?? {});
    if (!parsed.success) throw new ApiError(z.prettifyError(parsed.error));
    return run(parsed.data);
  };
}

/** `POST /_sim/<name>` with a JSON object: the controls, for a test in another process. */
function handlers(world: World, controls: Controls, webhooks: Webhooks): Record<string, Handler> {
  const nothing = z.strictObject({});
  const times = z.strictObject({ id, times: z.number().int().min(1).max(50).default(1) });
  return {
    completeCheckout: handler(
      z.strictObject({
        session: id,
        card: z.string().optional(),
        confirm: z.boolean().nullable().optional(),
        email: z.email().optional(),
        name: z.string().optional(),
      }),
      ({ session, ...answers }) => controls.completeCheckout(session, answers),
    ),
    advance: handler(
      z.union([duration, z.strictObject({ milliseconds: z.number().positive() }), z.strictObject({ to: z.iso.datetime() })]),
      (by) => {
        controls.advance('milliseconds' in by ? by.milliseconds : 'to' in by ? new Date(by.to) : by);
        return { now: new Date(world.now() * 1000).toISOString() };
      },
    ),
    failNextPayment: handler(times, (it) => controls.failNextPayment(it.id, it.times)),
    succeedNextPayment: handler(times, (it) => controls.succeedNextPayment(it.id, it.times)),
    refundLast: handler(z.strictObject({ id, amount: z.number().int().positive().optional() }), (it) =>
      controls.refundLast(it.id, it.amount),
    ),
    cancelNow: handler(byId, (it) => controls.cancelNow(it.id)),
    cancelAtPeriodEnd: handler(byId, (it) => controls.cancelAtPeriodEnd(it.id)),
    keepRenewing: handler(byId, (it) => controls.keepRenewing(it.id)),
    pause: handler(byId, (it) => controls.pause(it.id)),
    resume: handler(byId, (it) => controls.resume(it.id)),
    payInvoice: handler(byId, (it) => controls.payInvoice(it.id)),
    changeCard: handler(z.strictObject({ id, number: z.string() }), (it) => controls.changeCard(it.id, it.number)),
    seedSubscription: handler(
      z.strictObject({
        customerEmail: z.email(),
        customerName: z.string().optional(),
        metadata: z.record(z.string(), z.string()).optional(),
        customerMetadata: z.record(z.string(), z.string()).optional(),
        price: id,
        since: z.iso.datetime().transform((at) => new Date(at)),
        card: z.string().optional(),
        webhooks: z.boolean().optional(),
      }),
      (seed) => controls.seedSubscription(seed),
    ),
    'webhooks/pause': handler(nothing, () => webhooks.pause()),
    'webhooks/resume': handler(nothing, () => webhooks.resume()),
    'webhooks/pending': handler(nothing, () => webhooks.pending()),
    'webhooks/log': handler(nothing, () => webhooks.log()),
    'webhooks/deliver': handler(byId, (it) => webhooks.deliver(it.id)),
    'webhooks/resend': handler(byId, (it) => webhooks.resend(it.id)),
    'webhooks/duplicate': handler(z.strictObject({ times: z.number().int().min(1).max(20) }), (it) => webhooks.duplicate(it.times)),
    'webhooks/delay': handler(z.strictObject({ milliseconds: z.number().min(0) }), (it) => webhooks.delay(it.milliseconds)),
    'webhooks/shuffle': handler(z.strictObject({ seed: z.number() }), (it) => webhooks.shuffle(it.seed)),
    'webhooks/deliverAll': handler(z.strictObject({ order: order.optional() }), (it) => webhooks.deliverAll(it.order)),
    'webhooks/drop': handler(nothing, () => ({ dropped: webhooks.drop() })),
    'webhooks/settled': handler(nothing, () => webhooks.settled()),
    'webhooks/setUrl': handler(z.strictObject({ url: z.url().nullable() }), (it) => webhooks.setUrl(it.url ?? undefined)),
  };
}

export function makeControlApi(world: World, controls: Controls, webhooks: Webhooks) {
  const known = handlers(world, controls, webhooks);
  return async (request: IncomingMessage, name: string, body: string): Promise<Reply> => {
    if (request.method !== 'POST') return json(405, { error: { message: 'POST a JSON object' } });
    if (!(request.headers['content-type'] ?? '').startsWith('application/json'))
      return json(415, { error: { message: 'application/json only' } });
    const run = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!run) return json(404, { error: { message: `Unknown: ${name}. Known: ${Object.keys(known).join(', ')}` } });
    try {
      return json(200, await run(body === '' ? {} : JSON.parse(body)));
    } catch (error) {
      const status = error instanceof ApiError ? error.status : 400;
      return json(status, { error: { message: error instanceof Error ? error.message : String(error) } });
    }
  };
}
