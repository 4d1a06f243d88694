import { record } from '../audit/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Mailer } from '../platform/mail.js';
import type { PersonalData, Tally } from '../platform/personal-data.js';
import { erasedMail, type Receipt } from './privacy.mails.js';

export const ERASE_JOB = 'privacy.erase';

/** Erases accounts whose time has come, everywhere, and tells their owners what went and what the law keeps. */
export class ErasureService {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
    private readonly personalData: Record<string, PersonalData>,
  ) {}

  /** The job of every hour. */
  async eraseDue(): Promise<void> {
    await this.db.transaction(async (tx) => {
      const due = await tx.query<{ userId: string }>(
        `SELECT user_id AS "userId" FROM account_deletions WHERE erased_at IS NULL AND erase_at <= $1`,
        [clock.now()],
      );
      for (const { userId } of due) await tx.enqueue(ERASE_JOB, { userId });
    });
  }

  /** The job for one. Killed anywhere, it goes on from there: the address is what goes last, after the mail to it. */
  async erase({ userId }: { userId: string }): Promise<void> {
    if (!(await this.begin(userId))) return;
    const receipt = await this.receiptFor(userId);
    // From the last feature to the first: what stands on another goes before it, and the account at the end.
    const [account, ...features] = Object.values(this.personalData);
    for (const data of features.toReversed()) await data.eraseElsewhere?.(userId);
    await this.db.transaction(async (tx) => {
      for (const data of features.toReversed()) await data.erase(tx, userId);
    });
    await this.mailer.send({ to: receipt.email, ...erasedMail(receipt) });
    await this.db.transaction(async (tx) => {
      await account?.erase(tx, userId);
      await tx.query('UPDATE account_deletions SET erased_at = $2, tally = NULL WHERE user_id = $1', [userId, clock.now()]);
      await record(tx, null, userId, { kind: 'account.erased', details: {} });
    });
  }

  /** From here on there is no coming back. False when there was one, or it is done. */
  private async begin(userId: string): Promise<boolean> {
    const due = await this.db.query(
      `UPDATE users u SET status = 'DELETED' FROM account_deletions d
       WHERE u.id = $1 AND d.user_id = u.id AND d.erased_at IS NULL AND d.erase_at <= $2 AND u.status IN ('LEAVING', 'DELETED') RETURNING u.id`,
      [userId, clock.now()],
    );
    return due.length > 0;
  }

  /** Each feature says what of it was there, the first time; who goes on after being killed tells what was found then. */
  private async receiptFor(userId: string): Promise<Receipt> {
    const known = await this.db.one<Omit<Receipt, keyof Tally> & { tally: Tally | null }>(
      `SELECT u.email, u.locale, u.role, d.tally FROM users u JOIN account_deletions d ON d.user_id = u.id WHERE u.id = $1`,
      [userId],
    );
    if (!known) throw new Error('An account to be erased has no row.');
    const { tally, ...account } = known;
    return { ...account, ...(tally ?? (await this.count(userId))) };
  }

  private async count(userId: string): Promise<Tally> {
    const tally: Tally = { media: 0, paid: false, reported: false, banned: false };
    for (const data of Object.values(this.personalData)) Object.assign(tally, await data.tally?.(userId));
    await this.db.query('UPDATE account_deletions SET tally = $2 WHERE user_id = $1', [userId, tally]);
    return tally;
  }
}
