import { record } from '../audit/index.js';
import { clock, days } from '../platform/clock.js';
import { randomToken, sha256 } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput, UserError } from '../platform/errors.js';
import type { Locale, RequestInfo } from '../platform/graphql/context.js';
import type { Mailer } from '../platform/mail.js';
import type { AccountDeletion, SessionPayload } from './account.types.js';
import { moveTo, unlessTaken } from './address.js';
import type { ContactHashes } from './contact-hashes.js';
import { emailChangedMail, emailLeftMail, emailReturnedMail } from './email-change.mails.js';
import type { TakeEmailBackInput } from './email-change.types.js';
import { admitted, type LeavingService } from './leaving.service.js';
import { PASSWORD_CHANGED_JOB } from './password-reset.service.js';
import type { Passwords } from './password.service.js';
import type { SessionService } from './session.service.js';
import { User } from './user.entity.js';

export const EMAIL_CHANGED_JOB = 'accounts.email-changed';
export const EMAIL_LEFT_JOB = 'accounts.email-left';
export const EMAIL_RETURNED_JOB = 'accounts.email-returned';
/** How long the former address may take the account back. */
export const RETURNABLE = days(7);

interface Change {
  id: string;
  formerEmail: string;
  changedAt: Date;
}

/** After a change of address: both are told, and the former one may undo it, for a stolen password must not be enough to keep an account. */
export class EmailReturnService {
  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly contacts: ContactHashes,
    private readonly sessions: SessionService,
    private readonly leaving: LeavingService,
    private readonly mailer: Mailer,
    private readonly siteUrl: string,
  ) {}

  async takeBack(request: RequestInfo, { token, password }: TakeEmailBackInput): Promise<SessionPayload> {
    const passwordHash = await this.passwords.hash(password);
    const entered = await unlessTaken(this.db.transaction((tx) => this.giveBack(tx, request, sha256(token), passwordHash)));
    if (!entered) throw new UserError('CONFLICT', 'This address has another account.');
    if (entered === 'over') throw badInput({ token: 'This link is no longer valid.' });
    return admitted(entered);
  }

  /** The job: the new address hears that it is the one. */
  async tellNew({ changeId }: { changeId: string }): Promise<void> {
    const told = await this.db.one<{ email: string; locale: Locale }>(
      'SELECT c.email, u.locale FROM email_changes c JOIN users u ON u.id = c.user_id WHERE c.id = $1 AND c.returned_at IS NULL',
      [changeId],
    );
    if (told) await this.mailer.send({ to: told.email, ...emailChangedMail(told.locale, this.siteUrl) });
  }

  /** The job: the former address gets the link that takes the account back; run twice, the last one holds. It never learns the new address. */
  async tellFormer({ changeId }: { changeId: string }): Promise<void> {
    const token = randomToken();
    const told = await this.db.one<{ formerEmail: string; changedAt: Date; locale: Locale }>(
      `UPDATE email_changes c SET return_hash = $2 FROM users u
       WHERE c.id = $1 AND u.id = c.user_id AND c.changed_at > $3 AND c.returned_at IS NULL
       RETURNING c.former_email AS "formerEmail", c.changed_at AS "changedAt", u.locale`,
      [changeId, sha256(token), earliest()],
    );
    if (!told) return;
    const until = new Date(told.changedAt.getTime() + RETURNABLE);
    await this.mailer.send({ to: told.formerEmail, ...emailLeftMail(told.locale, `${this.siteUrl}/adresse#${token}`, until) });
  }

  /** The job: the address that lost the account hears of it. */
  async tellLoser({ changeId }: { changeId: string }): Promise<void> {
    const told = await this.db.one<{ email: string; locale: Locale }>(
      'SELECT c.email, u.locale FROM email_changes c JOIN users u ON u.id = c.user_id WHERE c.id = $1',
      [changeId],
    );
    if (told) await this.mailer.send({ to: told.email, ...emailReturnedMail(told.locale) });
  }

  private async giveBack(
    tx: Tx,
    request: RequestInfo,
    returnHash: string,
    passwordHash: string,
  ): Promise<SessionPayload | AccountDeletion | 'over'> {
    const asked = await tx.one<{ userId: string }>('SELECT user_id AS "userId" FROM email_changes WHERE return_hash = $1', [returnHash]);
    const user = asked && (await tx.manager.findOne(User, { where: { id: asked.userId }, lock: { mode: 'pessimistic_write' } }));
    if (!user || user.status === 'DELETED') return 'over';
    // Read once the account is locked: of two who come at once the second finds it done.
    const change = await tx.one<Change>(
      `SELECT id, former_email AS "formerEmail", changed_at AS "changedAt" FROM email_changes
       WHERE return_hash = $1 AND changed_at > $2 AND returned_at IS NULL`,
      [returnHash, earliest()],
    );
    if (!change) return 'over';
    // With this change ends each that came after it: whoever took the account may have moved it on.
    const undone = await tx.query<{ id: string; email: string }>(
      'UPDATE email_changes SET returned_at = $3 WHERE user_id = $1 AND changed_at >= $2 AND returned_at IS NULL RETURNING id, email',
      [user.id, change.changedAt, clock.now()],
    );
    await tx.query('DELETE FROM email_changes WHERE user_id = $1 AND changed_at IS NULL', [user.id]);
    await tx.manager.update(User, { id: user.id }, { passwordHash });
    await moveTo(tx, this.contacts, user.id, change.formerEmail);
    const leaving = await this.leaving.returnByPassword(tx, user.id);
    await this.sessions.end(tx, user.id, null, 'address taken back');
    await record(tx, user.id, user.id, { kind: 'email.restored', details: {} });
    await tx.enqueue(PASSWORD_CHANGED_JOB, { userId: user.id });
    const lost = undone.find(({ email }) => email === user.email && email !== change.formerEmail);
    if (lost) await tx.enqueue(EMAIL_RETURNED_JOB, { changeId: lost.id });
    return leaving ?? this.sessions.open(tx, await tx.manager.findOneByOrFail(User, { id: user.id }), request);
  }
}

const earliest = (): Date => new Date(clock.now().getTime() - RETURNABLE);
