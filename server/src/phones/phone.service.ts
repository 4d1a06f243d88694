import { toMe, User, type ContactHashes, type Me } from '../accounts/index.js';
import { record } from '../audit/index.js';
import { clock } from '../platform/clock.js';
import { equalInConstantTime } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput } from '../platform/errors.js';
import type { Locale, Viewer } from '../platform/graphql/context.js';
import type { Mailer } from '../platform/mail.js';
import { CODE_LIFE } from './phone-code.service.js';
import { numberMovedMail } from './phone.messages.js';
import type { ConfirmPhoneInput, MyPhone } from './phone.types.js';

export const NUMBER_MOVED_JOB = 'phones.number-moved';
const TRIES = 5;
const wrongCode = () => badInput({ code: 'This code is wrong or no longer valid.' });

interface Code {
  hash: string;
  endsWith: string;
  codeHash: string | null;
  attempts: number;
  used: boolean;
  fresh: boolean;
}

/**
 * Whose number is whose. It belongs to who proved it last, once among men and once among women: whatever a man does with a
 * number, nothing of it says whether a woman has it (decision 24).
 */
export class PhoneService {
  constructor(
    private readonly db: Database,
    private readonly contacts: ContactHashes,
    private readonly hashCode: (purposeId: string, code: string) => string,
    private readonly mailer: Mailer,
    private readonly siteUrl: string,
  ) {}

  async mine(userId: string): Promise<MyPhone | null> {
    const row = await this.db.one<MyPhone>('SELECT ends_with AS "endsWith", verified_at AS "verifiedAt" FROM phones WHERE user_id = $1', [
      userId,
    ]);
    return row ?? null;
  }

  async confirm(viewer: Viewer, { codeId, code }: ConfirmPhoneInput): Promise<Me> {
    // A wrong code must count even though the caller gets an error: the transaction commits, then we throw.
    const proven = await this.db.transaction(async (tx) => {
      const asked = await this.newestCode(tx, viewer.id, codeId);
      if (!asked?.fresh || asked.attempts >= TRIES) return false;
      if (!equalInConstantTime(this.hashCode(codeId, code), asked.codeHash ?? '')) {
        await tx.query('UPDATE phone_codes SET attempts = attempts + 1 WHERE id = $1', [codeId]);
        return false;
      }
      // Sent again, because the answer was lost: still theirs, it has done what it should.
      if (asked.used) return this.contacts.knows(tx, viewer.id, 'PHONE', asked.hash);
      await tx.query('UPDATE phone_codes SET used_at = $2 WHERE id = $1', [codeId, clock.now()]);
      await this.give(tx, viewer, asked);
      return true;
    });
    if (!proven) throw wrongCode();
    return this.me(viewer);
  }

  async remove(viewer: Viewer): Promise<Me> {
    await this.db.transaction((tx) => this.take(tx, viewer.id, viewer.id));
    return this.me(viewer);
  }

  /** The job: who had the number before hears that they have it no more. */
  async tellFormer({ userId, endsWith }: { userId: string; endsWith: string }): Promise<void> {
    const former = await this.db.one<{ email: string; locale: Locale }>(
      `SELECT email, locale FROM users WHERE id = $1 AND status IN ('ACTIVE', 'SUSPENDED')`,
      [userId],
    );
    if (former) await this.mailer.send({ to: former.email, ...numberMovedMail(former.locale, endsWith, this.siteUrl) });
  }

  private newestCode(tx: Tx, userId: string, codeId: string): Promise<Code | undefined> {
    return tx.one<Code>(
      `SELECT c.hash, c.ends_with AS "endsWith", c.code_hash AS "codeHash", c.attempts, c.used_at IS NOT NULL AS used, c.sent_at > $3 AS fresh
       FROM phone_codes c WHERE c.id = $1 AND c.user_id = $2
         AND NOT EXISTS (SELECT 1 FROM phone_codes newer WHERE newer.user_id = c.user_id AND newer.id > c.id) FOR UPDATE`,
      [codeId, userId, new Date(clock.now().getTime() - CODE_LIFE)],
    );
  }

  private async give(tx: Tx, viewer: Viewer, { hash, endsWith }: Code): Promise<void> {
    // One after the other: of two who prove the same number the later one has it, and two who swap theirs do not wait in a circle.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('phone numbers', 0))`);
    const former = await tx.query<{ userId: string; endsWith: string }>(
      `SELECT p.user_id AS "userId", p.ends_with AS "endsWith"
       FROM contact_hashes h JOIN phones p ON p.user_id = h.user_id JOIN users u ON u.id = h.user_id
       WHERE h.kind = 'PHONE' AND h.hash = $1 AND h.user_id <> $2 AND u.role = $3`,
      [hash, viewer.id, viewer.role],
    );
    for (const lost of former) {
      if (await this.take(tx, null, lost.userId)) await tx.enqueue(NUMBER_MOVED_JOB, lost);
    }
    await this.contacts.rememberHash(tx, viewer.id, 'PHONE', hash);
    await tx.query(
      `INSERT INTO phones (user_id, ends_with, verified_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id) DO UPDATE SET ends_with = excluded.ends_with, verified_at = excluded.verified_at`,
      [viewer.id, endsWith, clock.now()],
    );
    await record(tx, viewer.id, viewer.id, { kind: 'phone.verified', details: {} });
    await tx.emit('phone.verified', { userId: viewer.id });
  }

  private async take(tx: Tx, actorId: string | null, userId: string): Promise<boolean> {
    const gone = await tx.query('DELETE FROM phones WHERE user_id = $1 RETURNING user_id', [userId]);
    if (gone.length === 0) return false;
    await this.contacts.forget(tx, userId, 'PHONE');
    await record(tx, actorId, userId, { kind: 'phone.removed', details: {} });
    await tx.emit('phone.removed', { userId });
    return true;
  }

  private async me({ id }: Viewer): Promise<Me> {
    return toMe(await this.db.repository(User).findOneByOrFail({ id }));
  }
}
