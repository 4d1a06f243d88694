import { record } from '../audit/index.js';
import { clock, dayOf, days, minutes } from '../platform/clock.js';
import { equalInConstantTime } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput } from '../platform/errors.js';
import type { RequestInfo } from '../platform/graphql/context.js';
import { newCode, newId } from '../platform/ids.js';
import type { Mailer } from '../platform/mail.js';
import { alreadyMemberMail, signUpCodeMail } from './account.mails.js';
import type { SessionPayload, SignUpInput, SignUpPayload, VerifyEmailInput } from './account.types.js';
import { isAdult } from './age.js';
import { noteSignUp } from './consents.js';
import type { Disposable } from './disposable.js';
import { wrongVersions } from './legal.js';
import { emailKey } from './me.js';
import type { Passwords } from './password.service.js';
import { PendingSignUp } from './pending-sign-up.entity.js';
import type { SessionService } from './session.service.js';
import { User } from './user.entity.js';

export const CODE_LIFE = minutes(10);
export const CODE_TRIES = 5;
/** Each new code brings new tries: together they stay few, and nobody's mailbox is flooded. */
export const CODES_AT_MOST = 5;
export const wrongCode = () => badInput({ code: 'This code is wrong or no longer valid.' });
export const SIGN_UP_CODE_JOB = 'accounts.sign-up-code';

/**
 * An address is proven before an account exists. Whether it already has one is looked up in the job that sends the mail:
 * the request does the same work, answers the same and takes as long in both cases.
 */
export class SignUpService {
  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly sessions: SessionService,
    private readonly mailer: Mailer,
    private readonly siteUrl: string,
    private readonly disposable: Disposable,
  ) {}

  async signUp(input: SignUpInput): Promise<SignUpPayload> {
    this.assertMayJoin(input);
    const id = newId();
    const now = clock.now();
    const passwordHash = await this.passwords.hash(input.password);
    await this.db.transaction(async (tx) => {
      await tx.manager.insert(PendingSignUp, {
        id,
        role: input.role,
        email: input.email.trim(),
        emailKey: emailKey(input.email),
        passwordHash,
        birthDate: input.birthDate,
        locale: input.locale,
        termsVersion: input.termsVersion,
        privacyVersion: input.privacyVersion,
        codeExpiresAt: now,
        createdAt: now,
      });
      await tx.enqueue(SIGN_UP_CODE_JOB, { signUpId: id });
    });
    return { signUpId: id };
  }

  /** Sends a new code; the former one ends. True for unknown ids as well. */
  async resend(signUpId: string): Promise<boolean> {
    await this.db.transaction((tx) => tx.enqueue(SIGN_UP_CODE_JOB, { signUpId }));
    return true;
  }

  async verify(request: RequestInfo, input: VerifyEmailInput): Promise<SessionPayload> {
    // A wrong code must count even though the caller gets an error: the transaction commits, then we throw.
    const session = await this.db.transaction(async (tx) => {
      const pending = await tx.manager.findOne(PendingSignUp, { where: { id: input.signUpId }, lock: { mode: 'pessimistic_write' } });
      if (!pending || pending.attempts >= CODE_TRIES || pending.codeExpiresAt <= clock.now()) return null;
      if (!equalInConstantTime(this.passwords.hashCode(pending.id, input.code), pending.codeHash ?? '')) {
        await tx.manager.increment(PendingSignUp, { id: pending.id }, 'attempts', 1);
        return null;
      }
      const user = await this.create(tx, pending);
      return user && this.sessions.open(tx, user, request);
    });
    if (!session) throw wrongCode();
    return session;
  }

  /**
   * The job: a fresh code for a new address, a friendly word for one that has an account. The row changes alike, so that
   * `verify` works as long on either; a code that was never sent opens nothing.
   */
  async sendCode({ signUpId }: { signUpId: string }): Promise<void> {
    const pendings = this.db.repository(PendingSignUp);
    const pending = await pendings.findOneBy({ id: signUpId });
    if (!pending || pending.codesSent >= CODES_AT_MOST) return;
    const code = newCode();
    const codeHash = this.passwords.hashCode(pending.id, code);
    const codeExpiresAt = new Date(clock.now().getTime() + CODE_LIFE);
    await pendings.update({ id: pending.id }, { codeHash, codeExpiresAt, attempts: 0 });
    const isTaken = await this.db.repository(User).existsBy({ emailKey: pending.emailKey });
    await this.mailer.send({
      to: pending.email,
      ...(isTaken ? alreadyMemberMail(pending.locale, this.siteUrl) : signUpCodeMail(pending.locale, code)),
    });
    await pendings.increment({ id: pending.id }, 'codesSent', 1);
  }

  /** The job: sign-ups nobody confirmed are forgotten after a day. */
  async forgetAbandoned(): Promise<void> {
    await this.db.query('DELETE FROM pending_sign_ups WHERE created_at < $1', [new Date(clock.now().getTime() - days(1))]);
  }

  private assertMayJoin(input: SignUpInput): void {
    const fields = wrongVersions(input);
    if (!isAdult(input.birthDate, dayOf(clock.now()))) fields.birthDate = 'You must be 18 or older.';
    if (Object.keys(fields).length > 0) throw badInput(fields);
    this.disposable.refuse(input.email);
  }

  /** Null when another sign-up of the same address was faster. */
  private async create(tx: Tx, pending: PendingSignUp): Promise<User | null> {
    const now = clock.now();
    const user: User = {
      id: newId(),
      role: pending.role,
      status: 'ACTIVE',
      email: pending.email,
      emailKey: pending.emailKey,
      emailVerifiedAt: now,
      passwordHash: pending.passwordHash,
      birthDate: pending.birthDate,
      locale: pending.locale,
      termsVersion: pending.termsVersion,
      privacyVersion: pending.privacyVersion,
      consentedAt: pending.createdAt,
      createdAt: now,
    };
    const inserted = await tx.manager.createQueryBuilder().insert().into(User).values(user).orIgnore().returning('id').execute();
    // Other sign-ups of this address stay until they are forgotten: their owners must not see that it was proven just now.
    await tx.manager.delete(PendingSignUp, { id: pending.id });
    if ((inserted.raw as unknown[]).length === 0) return null;
    await record(tx, user.id, user.id, {
      kind: 'account.created',
      details: { role: user.role, termsVersion: user.termsVersion, privacyVersion: user.privacyVersion },
    });
    await noteSignUp(tx, user.id);
    await tx.emit('account.created', { userId: user.id, role: user.role, birthDate: user.birthDate });
    return user;
  }
}
