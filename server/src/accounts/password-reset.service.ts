import { record } from '../audit/index.js';
import { clock, days } from '../platform/clock.js';
import { equalInConstantTime } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { RequestInfo } from '../platform/graphql/context.js';
import { newCode, newId } from '../platform/ids.js';
import type { Mailer } from '../platform/mail.js';
import { passwordChangedMail, resetCodeMail } from './account.mails.js';
import type { PasswordResetPayload, ResetPasswordInput, SessionPayload } from './account.types.js';
import { emailKey } from './me.js';
import { PasswordReset } from './password-reset.entity.js';
import { admitted, type LeavingService } from './leaving.service.js';
import type { Passwords } from './password.service.js';
import type { SessionService } from './session.service.js';
import { CODE_LIFE, CODE_TRIES, wrongCode } from './sign-up.service.js';
import { User } from './user.entity.js';

export const RESET_CODE_JOB = 'accounts.reset-code';
export const PASSWORD_CHANGED_JOB = 'accounts.password-changed';

/** As with sign-up, who has an account is looked up by the job, never by the request. */
export class PasswordResetService {
  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly sessions: SessionService,
    private readonly leaving: LeavingService,
    private readonly mailer: Mailer,
    private readonly siteUrl: string,
  ) {}

  async request(email: string): Promise<PasswordResetPayload> {
    const id = newId();
    const now = clock.now();
    await this.db.transaction(async (tx) => {
      await tx.manager.insert(PasswordReset, { id, codeExpiresAt: now, createdAt: now });
      await tx.enqueue(RESET_CODE_JOB, { resetId: id, emailKey: emailKey(email) });
    });
    return { resetId: id };
  }

  async reset(request: RequestInfo, input: ResetPasswordInput): Promise<SessionPayload> {
    const passwordHash = await this.passwords.hash(input.password);
    // A wrong code must count even though the caller gets an error: the transaction commits, then we throw.
    const session = await this.db.transaction(async (tx) => {
      const reset = await tx.manager.findOne(PasswordReset, { where: { id: input.resetId }, lock: { mode: 'pessimistic_write' } });
      if (!reset || reset.attempts >= CODE_TRIES || reset.codeExpiresAt <= clock.now()) return null;
      if (!reset.userId || !equalInConstantTime(this.passwords.hashCode(reset.id, input.code), reset.codeHash ?? '')) {
        await tx.manager.increment(PasswordReset, { id: reset.id }, 'attempts', 1);
        return null;
      }
      const user = await tx.manager.findOneByOrFail(User, { id: reset.userId });
      if (user.status === 'DELETED') return null;
      await tx.manager.update(User, { id: user.id }, { passwordHash });
      // Who had left comes back: nobody asks for a code to be erased.
      const leaving = await this.leaving.returnByPassword(tx, user.id);
      await tx.manager.delete(PasswordReset, { userId: user.id });
      // What was asked with the former password, perhaps by who had stolen it.
      await tx.query('DELETE FROM email_changes WHERE user_id = $1 AND changed_at IS NULL', [user.id]);
      await this.sessions.end(tx, user.id, null, 'password reset');
      await record(tx, user.id, user.id, { kind: 'password.reset', details: {} });
      await tx.enqueue(PASSWORD_CHANGED_JOB, { userId: user.id });
      return leaving ?? this.sessions.open(tx, user, request);
    });
    if (!session) throw wrongCode();
    return admitted(session);
  }

  /** The job: a code for an address that has an account, no mail for another. The row changes alike, so that `reset` works as long on either. */
  async sendCode({ resetId, emailKey: key }: { resetId: string; emailKey: string }): Promise<void> {
    const code = newCode();
    const codeExpiresAt = new Date(clock.now().getTime() + CODE_LIFE);
    // Locked while it is written down: an address that is just being changed gets no code any more.
    const reset = await this.db.one<{ userId: string | null }>(
      `UPDATE password_resets SET user_id = (SELECT id FROM users WHERE email_key = $2 AND status <> 'DELETED' FOR SHARE),
         code_hash = $3, code_expires_at = $4 WHERE id = $1 RETURNING user_id AS "userId"`,
      [resetId, key, this.passwords.hashCode(resetId, code), codeExpiresAt],
    );
    const user = reset?.userId ? await this.db.repository(User).findOneBy({ id: reset.userId }) : null;
    if (user) await this.mailer.send({ to: user.email, ...resetCodeMail(user.locale, code) });
  }

  async tellOwner({ userId }: { userId: string }): Promise<void> {
    const user = await this.db.repository(User).findOneByOrFail({ id: userId });
    await this.mailer.send({ to: user.email, ...passwordChangedMail(user.locale, this.siteUrl) });
  }

  async forgetAbandoned(): Promise<void> {
    await this.db.query('DELETE FROM password_resets WHERE created_at < $1', [new Date(clock.now().getTime() - days(1))]);
  }
}
