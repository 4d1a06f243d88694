import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlanId } from './billing.types.js';

/** One Stripe subscription as it was last read. Only the synchronisation writes here. */
@Entity('subscriptions')
export class SubscriptionRow {
  @PrimaryColumn('text')
  id: string;

  @Column('uuid', { name: 'user_id' })
  userId: string;

  @Column('text', { name: 'customer_id' })
  customerId: string;

  /** Stripe's own word. */
  @Column('text')
  status: string;

  @Column('text', { name: 'price_id' })
  priceId: string;

  /** Null for a price that is not paid by the month, quarter or year. */
  @Column('text', { nullable: true })
  plan: PlanId | null;

  /** In cents. */
  @Column('integer')
  amount: number;

  @Column('text')
  currency: string;

  @Column('timestamptz', { name: 'current_period_start' })
  periodStart: Date;

  @Column('timestamptz', { name: 'current_period_end' })
  periodEnd: Date;

  @Column('boolean', { name: 'cancel_at_period_end' })
  cancelAtPeriodEnd: boolean;

  @Column('timestamptz', { name: 'cancel_at', nullable: true })
  cancelAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'synced_at' })
  syncedAt: Date;
}
