import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { idOf } from './state.js';
import { bootStripeSimulator, type Simulator, type SimulatorOptions } from './index.js';

const SECRET = 'whsec_test_bench';

export interface Bench {
  sim: Simulator;
  stripe: Stripe;
  /** Verified events, in the order they arrived. */
  received: Stripe.Event[];
  /** `type status`, for reading a whole life at a glance. */
  told(): string[];
  /** What the receiver answers to the next deliveries; 200 when the list is used up. */
  answers: number[];
  subscribe(options?: {
    card?: string;
    price?: string;
    params?: Partial<Stripe.Checkout.SessionCreateParams>;
  }): Promise<Stripe.Subscription>;
  stop(): Promise<void>;
}

/** The real SDK on one side, a receiver that verifies signatures on the other, and the simulator between them. */
export async function startBench(options: Partial<SimulatorOptions> = {}): Promise<Bench> {
  const received: Stripe.Event[] = [];
  const answers: number[] = [];
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      try {
        const event = Stripe.webhooks.constructEvent(Buffer.concat(chunks), request.headers['stripe-signature'] ?? '', SECRET);
        const status = answers.shift() ?? 200;
        if (status < 300) received.push(event);
        response.writeHead(status).end();
      } catch {
        response.writeHead(400).end();
      }
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const sim = await bootStripeSimulator({ webhookSecret: SECRET, webhookUrl: `http://127.0.0.1:${port}/stripe/webhook`, ...options });
  const stripe = new Stripe('sk_test_bench', { ...sim.sdk, maxNetworkRetries: 0 });

  return {
    sim,
    stripe,
    received,
    answers,
    told: () => received.map(({ type, data }) => `${type} ${(data.object as { status?: string }).status ?? ''}`.trim()),
    async subscribe({ card, price = 'price_sim_monthly', params = {} } = {}) {
      const session = await stripe.checkout.sessions.create(checkoutParams({ line_items: [{ price, quantity: 1 }], ...params }));
      await sim.completeCheckout(session.id, { card, email: 'lea@exemple.fr' });
      const { subscription } = await stripe.checkout.sessions.retrieve(session.id);
      return stripe.subscriptions.retrieve(idOf(subscription));
    },
    async stop() {
      await sim.stop();
      await new Promise<void>((resolve) => {
        receiver.close(() => resolve());
        receiver.closeAllConnections();
      });
    },
  };
}

export function checkoutParams(more: Partial<Stripe.Checkout.SessionCreateParams> = {}): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'subscription',
    line_items: [{ price: 'price_sim_monthly', quantity: 1 }],
    success_url: 'http://localhost:3000/retour?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://localhost:3000/formules',
    ...more,
  };
}

export const statusOf = async ({ stripe }: Bench, id: string): Promise<string> => (await stripe.subscriptions.retrieve(id)).status;
