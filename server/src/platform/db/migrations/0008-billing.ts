import { forward } from './forward.js';

export const Billing = forward(
  1_770_000_000_008,
  'Billing',
  /* sql */ `
  -- Who a Stripe customer is. A customer deleted at Stripe keeps its row, so that its old subscriptions keep their owner.
  CREATE TABLE stripe_customers (
    id text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    deleted_at timestamptz
  );
  CREATE UNIQUE INDEX stripe_customers_user ON stripe_customers (user_id) WHERE deleted_at IS NULL;

  -- What Stripe said of each subscription when it was last read. No CHECK on the status: a new one must not stop the queue.
  CREATE TABLE subscriptions (
    id text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    customer_id text NOT NULL,
    status text NOT NULL,
    price_id text NOT NULL,
    plan text CHECK (plan IN ('MONTH', 'QUARTER', 'YEAR')),
    amount integer NOT NULL,
    currency text NOT NULL,
    current_period_start timestamptz NOT NULL,
    current_period_end timestamptz NOT NULL,
    cancel_at_period_end boolean NOT NULL,
    cancel_at timestamptz,
    ended_at timestamptz,
    created_at timestamptz NOT NULL,
    synced_at timestamptz NOT NULL,
    -- What was last told about the access it gives: a grace that runs out by itself is told too.
    access_told boolean NOT NULL DEFAULT false
  );
  CREATE INDEX subscriptions_user ON subscriptions (user_id, current_period_start);
  CREATE INDEX subscriptions_stale ON subscriptions (synced_at) WHERE ended_at IS NULL;
  CREATE INDEX subscriptions_in_grace ON subscriptions (current_period_start) WHERE access_told AND status = 'past_due';

  -- Each event once. Only what is needed to read its object again: the payload is never believed.
  CREATE TABLE stripe_events (
    id text PRIMARY KEY,
    type text NOT NULL,
    object_id text,
    subscription_id text,
    created_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    applied_at timestamptz
  );
  CREATE INDEX stripe_events_waiting ON stripe_events (received_at) WHERE applied_at IS NULL;
  CREATE INDEX stripe_events_received ON stripe_events (received_at);

  -- One row: up to when Stripe's own list of events was compared with ours.
  CREATE TABLE stripe_reconciliation (
    singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
    seen_until timestamptz NOT NULL
  );
  `,
);
