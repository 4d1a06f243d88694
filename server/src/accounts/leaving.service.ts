import { record } from '../audit/index.js';
import { clock, days } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { UserError } from '../platform/errors.js';
import type { RequestInfo, SignedIn, Viewer } from '../platform/graphql/context.js';
import type { Mailer } from '../platform/mail.js';
import { leavingMail } from './account.mails.js';
import type { AccountDeletion, SessionPayload, SignInInput } from './account.types.js';
import { hasWithdrawn, noteConsent } from './consents.js';
import type { OwnPassword } from './own-password.js';
import type { SessionService } from './session.service.js';
import type { User } from './user.entity.js';

/** How long one may change one's mind. */
const KEPT_FOR = days(14);
export const LEAVING_JOB = 'accounts.leaving';

/** Who entered by a new password; not yet, when they withdrew their consent: they say first that they give it again. */
export function admitted(entered: SessionPayload | AccountDeletion): SessionPayload {
  if ('eraseAt' in entered) throw new UserError('ACCOUNT_LEAVING', undefined, { eraseAt: entered.eraseAt.toISOString() });
  return entered;
}

/** Leaving for good: gone for others at once, erased after a while (`privacy/`), and until then one word away from coming back. */
export class LeavingService {
  constructor(
    private readonly db: Database,
    private readonly own: OwnPassword,
    private readonly sessions: SessionService,
    private readonly mailer: Mailer,
    private readonly siteUrl: string,
  ) {}

  async leave(context: SignedIn, password: string): Promise<AccountDeletion> {
    const { id } = await this.own.prove(context, password);
    return this.db.transaction((tx) => this.go(tx, id));
  }

  /** Without the consent that everything here rests on. No password: to give it took none, and a fortnight is there to think again. */
  withdrawConsent(viewer: Viewer): Promise<AccountDeletion> {
    return this.db.transaction(async (tx) => {
      const deletion = await this.go(tx, viewer.id);
      await noteConsent(tx, viewer.id, 'SENSITIVE_DATA', false);
      return deletion;
    });
  }

  private async go(tx: Tx, userId: string): Promise<AccountDeletion> {
    const now = clock.now();
    const eraseAt = new Date(now.getTime() + KEPT_FOR);
    const left = await tx.query(`UPDATE users SET status = 'LEAVING' WHERE id = $1 AND status NOT IN ('LEAVING', 'DELETED') RETURNING id`, [
      userId,
    ]);
    // In this very instant, by another device.
    if (left.length === 0) throw new UserError('CONFLICT');
    await tx.query('INSERT INTO account_deletions (user_id, asked_at, erase_at) VALUES ($1, $2, $3)', [userId, now, eraseAt]);
    await record(tx, userId, userId, { kind: 'account.leaving', details: { eraseAt: eraseAt.toISOString() } });
    await this.sessions.end(tx, userId, null, 'account deleted');
    await tx.emit('account.changed', { userId });
    await tx.emit('account.leaving', { userId });
    return { eraseAt };
  }

  /** Changing one's mind, by the proof that signs in; a consent that was withdrawn is given again by it, and the site says so. */
  stay(request: RequestInfo, input: SignInInput): Promise<SessionPayload> {
    return this.sessions.enter(request, input, (tx, user) => this.keep(tx, user.id));
  }

  /** By a new password comes back who had left: null. Who withdrew their consent says first, by `stay`, that they give it again. */
  async returnByPassword(tx: Tx, userId: string): Promise<AccountDeletion | null> {
    if (!(await hasWithdrawn(tx, userId))) {
      await this.keep(tx, userId);
      return null;
    }
    return (await tx.one<AccountDeletion>('SELECT erase_at AS "eraseAt" FROM account_deletions WHERE user_id = $1', [userId])) ?? null;
  }

  /** Does nothing to an account that is not leaving. */
  async keep(tx: Tx, userId: string): Promise<void> {
    const kept = await tx.query(`UPDATE users SET status = 'ACTIVE' WHERE id = $1 AND status = 'LEAVING' RETURNING id`, [userId]);
    if (kept.length === 0) return;
    await tx.query('DELETE FROM account_deletions WHERE user_id = $1', [userId]);
    if (await hasWithdrawn(tx, userId)) await noteConsent(tx, userId, 'SENSITIVE_DATA', true);
    await record(tx, userId, userId, { kind: 'account.kept', details: {} });
    await tx.emit('account.kept', { userId });
    await tx.emit('account.changed', { userId });
  }

  /** The job: says until when one may come back, also to whoever did not ask for it. */
  async tellOwner({ userId }: { userId: string }): Promise<void> {
    const leaving = await this.db.one<Pick<User, 'email' | 'locale'> & { eraseAt: Date }>(
      `SELECT u.email, u.locale, d.erase_at AS "eraseAt" FROM account_deletions d JOIN users u ON u.id = d.user_id
       WHERE d.user_id = $1 AND u.status = 'LEAVING'`,
      [userId],
    );
    if (leaving) await this.mailer.send({ to: leaving.email, ...leavingMail(leaving.locale, leaving.eraseAt, this.siteUrl) });
  }
}
