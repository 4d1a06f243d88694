import { record } from '../audit/index.js';
import { clock, days } from '../platform/clock.js';
import { equalInConstantTime } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { notFound, UserError } from '../platform/errors.js';
import type { Locale, SignedIn, Viewer } from '../platform/graphql/context.js';
import { newCode, newId } from '../platform/ids.js';
import type { Mailer } from '../platform/mail.js';
import type { Me } from './account.types.js';
import { moveTo, unlessTaken } from './address.js';
import type { ContactHashes } from './contact-hashes.js';
import type { Disposable } from './disposable.js';
import { addressTakenMail, emailCodeMail } from './email-change.mails.js';
import type { ConfirmEmailChangeInput, EmailChange, EmailChangeInput } from './email-change.types.js';
import { EMAIL_CHANGED_JOB, EMAIL_LEFT_JOB } from './email-return.service.js';
import { emailKey, toMe } from './me.js';
import type { OwnPassword } from './own-password.js';
import type { Passwords } from './password.service.js';
import { CODE_LIFE, CODE_TRIES, CODES_AT_MOST, wrongCode } from './sign-up.service.js';
import { User } from './user.entity.js';

export const EMAIL_CODE_JOB = 'accounts.email-code';
const WAITS_FOR = days(1);

interface Change {
  id: string;
  email: string;
  codeHash: string | null;
  attempts: number;
  fresh: boolean;
  changed: boolean;
}

/**
 * Another address for an account. As with sign-up, whether it has an account is looked up by the job that writes there, and by
 * nothing that answers. Whoever touches a change locks the account first: what follows is done by one at a time.
 */
export class EmailChangeService {
  constructor(
    private readonly db: Database,
    private readonly own: OwnPassword,
    private readonly passwords: Passwords,
    private readonly contacts: ContactHashes,
    private readonly disposable: Disposable,
    private readonly mailer: Mailer,
    private readonly siteUrl: string,
  ) {}

  async waiting(viewer: Viewer): Promise<EmailChange | null> {
    const change = await this.db.one<EmailChange>(
      `SELECT id AS "changeId", email, asked_at AS "askedAt" FROM email_changes WHERE user_id = $1 AND changed_at IS NULL AND asked_at > $2`,
      [viewer.id, before(WAITS_FOR)],
    );
    return change ?? null;
  }

  async request(context: SignedIn, { email, password }: EmailChangeInput): Promise<EmailChange> {
    this.disposable.refuse(email);
    const { id, passwordHash } = await this.own.prove(context, password);
    const change: EmailChange = { changeId: newId(), email: email.trim(), askedAt: clock.now() };
    await this.db.transaction(async (tx) => {
      const account = await lockAccount(tx, id);
      // A password that was reset meanwhile ended what was asked with the former one: this comes too late.
      if (account.passwordHash !== passwordHash) throw new UserError('UNAUTHENTICATED');
      await tx.query('DELETE FROM email_changes WHERE user_id = $1 AND changed_at IS NULL', [id]);
      await tx.query('INSERT INTO email_changes (id, user_id, email, code_expires_at, asked_at) VALUES ($1, $2, $3, $4, $4)', [
        change.changeId,
        id,
        change.email,
        change.askedAt,
      ]);
      await tx.enqueue(EMAIL_CODE_JOB, { changeId: change.changeId });
    });
    return change;
  }

  async resend(viewer: Viewer): Promise<boolean> {
    const change = await this.waiting(viewer);
    if (!change) throw notFound();
    await this.db.transaction((tx) => tx.enqueue(EMAIL_CODE_JOB, { changeId: change.changeId }));
    return true;
  }

  async confirm(viewer: Viewer, input: ConfirmEmailChangeInput): Promise<Me> {
    // A wrong code must count even though the caller gets an error: the transaction commits, then we throw.
    const changed = await unlessTaken(this.db.transaction((tx) => this.change(tx, viewer, input)));
    if (!changed) throw wrongCode();
    return toMe(await this.db.repository(User).findOneByOrFail({ id: viewer.id }));
  }

  async cancel(viewer: Viewer): Promise<boolean> {
    await this.db.transaction(async (tx) => {
      await lockAccount(tx, viewer.id);
      await tx.query('DELETE FROM email_changes WHERE user_id = $1 AND changed_at IS NULL', [viewer.id]);
    });
    return true;
  }

  /** The job: a code for an address that is free, a word to whom it belongs for another. The row changes alike. */
  async sendCode({ changeId }: { changeId: string }): Promise<void> {
    const code = newCode();
    const change = await this.db.one<{ email: string; locale: Locale }>(
      `UPDATE email_changes c SET code_hash = $2, code_expires_at = $3, attempts = 0 FROM users u
       WHERE c.id = $1 AND u.id = c.user_id AND c.changed_at IS NULL AND c.codes_sent < ${CODES_AT_MOST} RETURNING c.email, u.locale`,
      [changeId, this.passwords.hashCode(changeId, code), before(-CODE_LIFE)],
    );
    if (!change) return;
    const owner = await this.db.repository(User).findOneBy({ emailKey: emailKey(change.email) });
    const mail = owner ? addressTakenMail(owner.locale, this.siteUrl) : emailCodeMail(change.locale, code);
    await this.mailer.send({ to: change.email, ...mail });
    await this.db.query('UPDATE email_changes SET codes_sent = codes_sent + 1 WHERE id = $1', [changeId]);
  }

  /** The job: what nobody confirmed goes after a day, and with it what became of it after the days to take it back. */
  async forgetOld(returnable: number): Promise<void> {
    await this.db.query('DELETE FROM email_changes WHERE (changed_at IS NULL AND asked_at < $1) OR changed_at < $2', [
      before(WAITS_FOR),
      before(returnable),
    ]);
  }

  private async change(tx: Tx, viewer: Viewer, { changeId, code }: ConfirmEmailChangeInput): Promise<boolean> {
    const account = await lockAccount(tx, viewer.id);
    const change = await tx.one<Change>(
      `SELECT id, email, code_hash AS "codeHash", attempts, code_expires_at > $3 AS fresh, changed_at IS NOT NULL AS changed
       FROM email_changes WHERE id = $1 AND user_id = $2`,
      [changeId, viewer.id, clock.now()],
    );
    if (!change?.fresh || change.attempts >= CODE_TRIES) return false;
    if (!equalInConstantTime(this.passwords.hashCode(change.id, code), change.codeHash ?? '')) {
      await tx.query('UPDATE email_changes SET attempts = attempts + 1 WHERE id = $1', [change.id]);
      return false;
    }
    // Sent again, because the answer was lost: still theirs, it has done what it should.
    if (change.changed) return change.email === account.email;
    await tx.query('UPDATE email_changes SET changed_at = $2, former_email = $3 WHERE id = $1', [change.id, clock.now(), account.email]);
    await moveTo(tx, this.contacts, viewer.id, change.email);
    await record(tx, viewer.id, viewer.id, { kind: 'email.changed', details: {} });
    for (const job of [EMAIL_CHANGED_JOB, EMAIL_LEFT_JOB]) await tx.enqueue(job, { changeId: change.id });
    return true;
  }
}

/** Whoever was banned is recognised by the address they had, and whoever leaves comes back by it. */
async function lockAccount(tx: Tx, userId: string): Promise<{ email: string; passwordHash: string }> {
  const account = await tx.one<{ email: string; passwordHash: string }>(
    `SELECT email, password_hash AS "passwordHash" FROM users WHERE id = $1 AND status IN ('ACTIVE', 'SUSPENDED') FOR UPDATE`,
    [userId],
  );
  if (!account) throw new UserError('ACCOUNT_SUSPENDED');
  return account;
}

const before = (ms: number): Date => new Date(clock.now().getTime() - ms);
