import { setTimeout as wait } from 'node:timers/promises';
import type { Stage } from './stage.js';
import type { Life } from './stripe-life.js';

/** What one woman's membership is here, and what she and the audit log were told of it. */
export interface Told {
  status: string | null;
  audit: string[];
  inbox: number;
}

/** A dead process is missed within so long, and another takes up what it had in its hands. */
const WITHIN_MS = 60_000;

/** Resolves once everything that was stored, of these memberships or of all, is applied; says how much was not in time. */
export async function applied({ house }: Stage, lives: readonly Life[] | null): Promise<number> {
  const of = lives?.map(({ subscription }) => subscription) ?? null;
  const until = performance.now() + WITHIN_MS;
  for (;;) {
    const waiting = await house.app.db.query(
      'SELECT 1 FROM stripe_events WHERE applied_at IS NULL AND ($1::text[] IS NULL OR subscription_id = ANY ($1))',
      [of],
    );
    if (waiting.length === 0 || performance.now() > until) return waiting.length;
    await wait(20);
  }
}

export async function toldOf({ house }: Stage, lives: readonly Life[]): Promise<Map<string, Told>> {
  const rows = await house.app.db.query<Told & { id: string }>(
    `SELECT u.id, (SELECT s.status FROM subscriptions s WHERE s.user_id = u.id) AS status,
            (SELECT coalesce(json_agg(a.details->>'status' ORDER BY a.id), '[]') FROM audit_log a
             WHERE a.subject_id = u.id AND a.kind = 'membership.changed') AS audit,
            (SELECT count(*)::int FROM inbox_events e WHERE e.user_id = u.id AND e.kind = 'MEMBERSHIP') AS inbox
     FROM users u WHERE u.id = ANY ($1::uuid[])`,
    [lives.map(({ woman }) => woman.id)],
  );
  return new Map(rows.map(({ id, ...told }) => [id, told]));
}

/** From the receipt of each of their events until it was applied. */
export async function howLong({ house }: Stage, lives: readonly Life[]): Promise<number[]> {
  const rows = await house.app.db.query<{ ms: number }>(
    'SELECT extract(epoch FROM applied_at - received_at)::float8 * 1000 AS ms FROM stripe_events WHERE subscription_id = ANY ($1) AND applied_at IS NOT NULL',
    [lives.map(({ subscription }) => subscription)],
  );
  return rows.map(({ ms }) => ms);
}

/** Each event is a row, applied, and was one job. */
export async function eachOnce({ house }: Stage): Promise<string[]> {
  const rows = await house.app.db.query<{ id: string; jobs: number; applied: boolean }>(
    `SELECT e.id, count(j.id)::int AS jobs, e.applied_at IS NOT NULL AS applied
     FROM stripe_events e LEFT JOIN pgboss.job j ON j.name = 'billing.apply-event' AND j.data->>'eventId' = e.id
     GROUP BY e.id HAVING count(j.id) <> 1 OR e.applied_at IS NULL`,
  );
  return rows.map(({ id, jobs, applied: done }) => `${id} was ${jobs} jobs, ${done ? 'applied' : 'not applied'}`);
}

/** All that a delivery could have written. */
export async function written({ house }: Stage): Promise<string> {
  const [counts] = await house.app.db.query<object>(
    `SELECT (SELECT count(*) FROM stripe_events) AS events, (SELECT count(*) FROM outbox) AS outbox, (SELECT count(*) FROM subscriptions) AS subscriptions,
            (SELECT count(*) FROM pgboss.job WHERE name = 'billing.apply-event') AS jobs, (SELECT count(*) FROM stripe_customers) AS customers`,
  );
  return JSON.stringify(counts);
}
