import { setTimeout as wait } from 'node:timers/promises';
import type { Gauge } from 'prom-client';
import { clock, seconds } from '../clock.js';
import type { Database } from '../db/database.js';
import type { Metrics } from './metrics.js';

/** However often and by however many we are asked, the database is asked once in this time. */
const EVERY = seconds(10);
const PATIENCE = seconds(2);

interface Question {
  gauge: Gauge;
  sql: string;
  label: string | undefined;
}

/**
 * Gauges whose truth is in the database: one statement for all of them, cut short by PostgreSQL when it takes long. While there
 * is no answer they are absent rather than old.
 */
export class Survey {
  private readonly questions: Question[] = [];
  private readonly reachable: Gauge;
  private askedAt = 0;
  private answered: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly metrics: Metrics,
  ) {
    this.reachable = metrics.fetched('premierpas_database_reachable', 'Whether the database answered the last look, 1 or 0.', () =>
      this.look(),
    );
  }

  /** `sql` reads one number, or with a label a JSON object of them; $1 is now. It must touch a bounded number of rows. */
  ask(name: string, help: string, sql: string, label?: string): void {
    const gauge = this.metrics.fetched<string>(name, help, () => this.look(), label === undefined ? [] : [label]);
    this.questions.push({ gauge, sql, label });
  }

  private look(): Promise<void> {
    const now = clock.now().getTime();
    if (Math.abs(now - this.askedAt) >= EVERY) {
      this.askedAt = now;
      this.answered = this.answer();
    }
    return this.answered;
  }

  private async answer(): Promise<void> {
    const row = await Promise.race([this.read().catch(() => null), wait(PATIENCE, null, { ref: false })]);
    this.reachable.set(row ? 1 : 0);
    for (const [index, { gauge, label }] of this.questions.entries()) {
      const value = row?.[`q${index}`] ?? null;
      if (typeof value === 'number') gauge.set(value);
      else if (label === undefined) gauge.remove();
      else {
        gauge.reset();
        for (const [key, number] of Object.entries(value ?? {})) gauge.set({ [label]: key }, number);
      }
    }
  }

  private read(): Promise<Record<string, number | Record<string, number> | null> | undefined> {
    return this.db.transaction(async (tx) => {
      await tx.query(`SET LOCAL statement_timeout = ${PATIENCE}`);
      return tx.one(`SELECT ${this.questions.map(({ sql }, index) => `to_json((${sql})) AS q${index}`).join(', ')}`, [clock.now()]);
    });
  }
}
