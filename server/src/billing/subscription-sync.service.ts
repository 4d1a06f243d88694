import type Stripe from 'stripe';
import { record } from '../audit/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { Logger } from '../platform/logger.js';
import { givesAccess } from './access.js';
import type { CustomerService } from './customer.service.js';
import { planIdOf } from './plan.service.js';
import { idOf, instant, instantOrNull, isMissing } from './stripe-client.js';
import type { StripeTurns } from './stripe-turns.js';
import { SubscriptionRow } from './subscription.entity.js';

/**
 * Brings one row to what Stripe says now. Events only say where to look: whatever their order or number, the last reading
 * is the truth, and readings of one subscription never overlap.
 */
export class SubscriptionSync {
  constructor(
    private readonly db: Database,
    private readonly stripe: Stripe,
    private readonly turns: StripeTurns,
    private readonly customers: CustomerService,
    private readonly log: Logger,
  ) {}

  async sync(subscriptionId: string): Promise<void> {
    await this.turns.take(`subscription:${subscriptionId}`, async (tx) => {
      const said = await this.read(subscriptionId);
      const userId = said && (await this.customers.ownerOf(tx, idOf(said.customer), said.metadata.userId));
      if (!said || !userId) {
        this.log.info({ subscription: subscriptionId }, 'a Stripe subscription that is nobody’s here');
        return;
      }
      await this.write(tx, rowOf(said, userId));
    });
  }

  /** A grace that ran out changes no row: it is told here. */
  async tellLapses(): Promise<void> {
    await this.db.transaction(async (tx) => {
      const lapsed = await tx.query<{ id: string; userId: string; status: string }>(
        `UPDATE subscriptions s SET access_told = false
         WHERE s.access_told AND s.status = 'past_due' AND NOT ${givesAccess('s', '$1')}
         RETURNING s.id, s.user_id AS "userId", s.status`,
        [clock.now()],
      );
      for (const row of lapsed) await tell(tx, row);
    });
  }

  private async read(subscriptionId: string): Promise<Stripe.Subscription | undefined> {
    try {
      return await this.stripe.subscriptions.retrieve(subscriptionId);
    } catch (err) {
      if (isMissing(err)) return undefined;
      throw err;
    }
  }

  private async write(tx: Tx, row: SubscriptionRow): Promise<void> {
    const before = await tx.manager.findOneBy(SubscriptionRow, { id: row.id });
    await tx.manager.upsert(SubscriptionRow, { ...row }, ['id']);
    const access = givesAccess('s', '$2');
    const turned = await tx.query<{ id: string }>(
      `UPDATE subscriptions s SET access_told = ${access} WHERE s.id = $1 AND s.access_told <> ${access} RETURNING s.id`,
      [row.id, clock.now()],
    );
    if (turned.length > 0 || !before || factsOf(before) !== factsOf(row)) await tell(tx, row);
  }
}

async function tell(tx: Tx, { id, userId, status }: Pick<SubscriptionRow, 'id' | 'userId' | 'status'>): Promise<void> {
  await record(tx, null, userId, { kind: 'membership.changed', details: { status, subscription: id } });
  await tx.emit('membership.changed', { userId });
  await tx.emit('account.changed', { userId });
}

/** All but the time of reading: what a person could see change. */
function factsOf({
  status,
  plan,
  amount,
  currency,
  periodStart,
  periodEnd,
  cancelAtPeriodEnd,
  cancelAt,
  endedAt,
}: SubscriptionRow): string {
  return JSON.stringify([status, plan, amount, currency, periodStart, periodEnd, cancelAtPeriodEnd, cancelAt, endedAt]);
}

function rowOf(said: Stripe.Subscription, userId: string): SubscriptionRow {
  const [item] = said.items.data;
  if (!item) throw new Error(`the subscription ${said.id} has no item`);
  return {
    id: said.id,
    userId,
    customerId: idOf(said.customer),
    status: said.status,
    priceId: item.price.id,
    plan: planIdOf(item.price),
    amount: (item.price.unit_amount ?? 0) * (item.quantity ?? 1),
    currency: item.price.currency,
    periodStart: instant(item.current_period_start),
    periodEnd: instant(item.current_period_end),
    cancelAtPeriodEnd: said.cancel_at_period_end,
    cancelAt: instantOrNull(said.cancel_at),
    endedAt: instantOrNull(said.ended_at),
    createdAt: instant(said.created),
    syncedAt: clock.now(),
  };
}
