import type { Database } from '../platform/db/database.js';
import type { Paid } from './reportable.js';

export const GIVE_BACK_JOB = 'moderation.give-back';

/** The job: who was shut out in error has the days of her membership back. Once for each decision, however often it runs. */
export class GivingBack {
  constructor(
    private readonly db: Database,
    private readonly paid: Paid,
  ) {}

  async run({ decisionId }: { decisionId: string }): Promise<void> {
    const lost = await this.db.one<{ userId: string; from: Date; to: Date }>(
      `SELECT subject_id AS "userId", decided_at AS "from", least(overturned_at, ends_at) AS "to" FROM decisions
       WHERE id = $1 AND overturned_at IS NOT NULL`,
      [decisionId],
    );
    if (lost) await this.paid.giveBack({ ...lost, key: decisionId });
  }
}
