import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { as } from '../server/test/client.js';
import { aPerson, type Person } from '../server/test/people.js';
import type { Stage } from './stage.js';

/** The six events of her membership, in the order in which they happen. */
export const KINDS = [
  'customer.subscription.created',
  'invoice.paid',
  'checkout.session.completed',
  'invoice.payment_failed',
  'customer.subscription.updated',
  'customer.subscription.deleted',
] as const;

type Kind = (typeof KINDS)[number];

/** What Stripe sent, byte for byte, with its signature. */
export interface Signed {
  id: string;
  body: string;
  signature: string;
}

export interface Life {
  woman: Person;
  subscription: string;
  events: Map<string, Signed>;
}

interface Told {
  id: string;
  type: string;
  data: {
    object: {
      id: string;
      status?: string;
      subscription?: string | null;
      parent?: { subscription_details?: { subscription: string } | null } | null;
      metadata?: { userId?: string };
    };
  };
}

const CARD_THAT_FAILS_LATER = '4000000000000341';
const CHECKOUT = 'mutation { createCheckoutSession(planId: "MONTH") { url } }';

/** Lives that women lead at Stripe. What Stripe has to tell of them is kept here, until somebody brings it to a process. */
export class Lives {
  private readonly paidBy = new Map<string, string>();
  private readonly told = new Map<string, Map<string, Signed>>();

  private constructor(
    private readonly stage: Stage,
    private readonly server: Server,
  ) {
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        this.keep(body, String(request.headers['stripe-signature']));
        response.end();
      });
    });
  }

  static async open(stage: Stage): Promise<Lives> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stage.house.stripe.webhooks.setUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return new Lives(stage, server);
  }

  async close(): Promise<void> {
    this.stage.house.stripe.webhooks.setUrl(undefined);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** She pays on Stripe's page: access begins. */
  async begin(): Promise<Life> {
    const { house, urls } = this.stage;
    const woman = await aPerson('WOMAN');
    const { createCheckoutSession } = await as({ ...woman, url: urls[0] ?? '' }).ask<{ createCheckoutSession: { url: string } }>(CHECKOUT);
    const session = /cs_\w+/.exec(createCheckoutSession.url)?.[0] ?? '';
    const paid = await house.stripe.completeCheckout(session, { card: CARD_THAT_FAILS_LATER });
    if (paid.kind !== 'complete') throw new Error(`She could not pay: ${paid.kind}`);
    await house.stripe.webhooks.settled();
    const subscription = this.paidBy.get(woman.id) ?? '';
    const events = this.told.get(subscription);
    if (!events) throw new Error(`Stripe told nothing of ${session}.`);
    return { woman, subscription, events };
  }

  /** A month later her bank refuses: for seven days she stays. */
  async renew(): Promise<void> {
    await this.stage.house.stripe.advance({ months: 1, hours: 2 });
    await this.stage.house.stripe.webhooks.settled();
  }

  /** She leaves: access ends. */
  async end({ subscription }: Life): Promise<void> {
    await this.stage.house.stripe.cancelNow(subscription);
    await this.stage.house.stripe.webhooks.settled();
  }

  private keep(body: string, signature: string): void {
    const { id, type, data } = JSON.parse(body) as Told;
    const { object } = data;
    const subscription =
      object.subscription ??
      object.parent?.subscription_details?.subscription ??
      (type.startsWith('customer.subscription.') ? object.id : null);
    if (subscription === null || !KINDS.includes(type as Kind)) return;
    // The renewal itself is told as an update too; ours is the one that says that it failed.
    if (type === 'customer.subscription.updated' && object.status !== 'past_due') return;
    if (object.metadata?.userId) this.paidBy.set(object.metadata.userId, subscription);
    const events = this.told.get(subscription) ?? new Map<string, Signed>();
    this.told.set(subscription, events.set(type, { id, body, signature }));
  }
}
