import { setTimeout as wait } from 'node:timers/promises';
import type { Stage } from './stage.js';
import { toldOf } from './stripe-books.js';
import type { Life, Lives } from './stripe-life.js';

const REPAIRED_WITHIN_MS = 60_000;

/** A day on which no event arrives: some women came, and some of them left again. The comparison with Stripe's own list finds them. */
export async function missedDay(stage: Stage, lives: Lives, count: number): Promise<{ ms: number; violations: string[] }> {
  const women: Life[] = [];
  for (let n = 0; n < count; n += 1) women.push(await lives.begin());
  const left = new Set(women.filter((_, n) => n % 2 === 0));
  for (const woman of left) await lives.end(woman);
  const { app } = stage.house;
  await app.db.transaction((tx) => tx.enqueue('billing.reconcile', {}));
  const began = performance.now();
  for (;;) {
    const told = await toldOf(stage, women);
    const wrong = women.filter((life) => told.get(life.woman.id)?.status !== (left.has(life) ? 'canceled' : 'active'));
    const ms = Math.round(performance.now() - began);
    if (wrong.length === 0) return { ms, violations: [] };
    if (ms > REPAIRED_WITHIN_MS)
      return { ms, violations: wrong.map(({ subscription }) => `${subscription} was missed, and is not repaired`) };
    await wait(50);
  }
}
