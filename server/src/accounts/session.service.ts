import type { Counter } from 'prom-client';
import { record } from '../audit/index.js';
import { clock, days, seconds } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { notFound, UserError } from '../platform/errors.js';
import type { Context, RequestInfo, Viewer } from '../platform/graphql/context.js';
import { isId, newId } from '../platform/ids.js';
import type { Mailer } from '../platform/mail.js';
import type { Metrics } from '../platform/metrics/metrics.js';
import { deviceSignedOutMail } from './account.mails.js';
import type { Session, SessionPayload, SignInInput } from './account.types.js';
import { deviceName } from './device.js';
import { emailKey, toMe } from './me.js';
import { PendingSignUp } from './pending-sign-up.entity.js';
import type { Matches, Passwords } from './password.service.js';
import type { SignInBrakes } from './sign-in-brakes.js';
import { SessionRow } from './session.entity.js';
import type { Tokens } from './tokens.js';
import { User } from './user.entity.js';

/**
 * Tabs may renew at the same moment, and answers get lost: for this long a renewed token stays good, and its successor is not
 * replaced again, so that the last straggler is still only one step behind. A replaced token that comes later is a stolen one,
 * unless it comes with the attempt that replaced it: an app that was killed before it had the answer asks again days later.
 */
const GRACE = seconds(30);
const SESSION_LIFE = days(60);

export const TOKEN_REUSED_JOB = 'accounts.token-reused';
const wrongPassword = () => new UserError('UNAUTHENTICATED', 'E-mail or password is wrong.');

/** Not in by mistake: whoever asked to be erased says so first that they stay. */
async function refuseWhoLeaves(tx: Tx, user: User): Promise<void> {
  const leaving = await tx.one<{ eraseAt: Date }>(
    `SELECT d.erase_at AS "eraseAt" FROM users u JOIN account_deletions d ON d.user_id = u.id WHERE u.id = $1 AND u.status = 'LEAVING'`,
    [user.id],
  );
  if (leaving) throw new UserError('ACCOUNT_LEAVING', undefined, { eraseAt: leaving.eraseAt.toISOString() });
}

type Rotation = { row: SessionRow; user: User; token: string } | 'unknown' | 'stolen';

export class SessionService {
  private readonly signIns: Counter<'outcome'>;

  constructor(
    private readonly db: Database,
    private readonly tokens: Tokens,
    private readonly passwords: Passwords,
    private readonly brakes: SignInBrakes,
    private readonly mailer: Mailer,
    private readonly siteUrl: string,
    metrics: Metrics,
  ) {
    this.signIns = metrics.counter(
      'premierpas_sign_ins_total',
      'Sign-ins by password: ok, refused, or held back after too many wrong ones.',
      ['outcome'],
    );
    for (const outcome of ['ok', 'refused', 'held']) this.signIns.inc({ outcome }, 0);
  }

  signIn(request: RequestInfo, input: SignInInput): Promise<SessionPayload> {
    return this.enter(request, input, refuseWhoLeaves);
  }

  /** Signs in whoever proves who they are, after `before`. */
  async enter(request: RequestInfo, input: SignInInput, before: (tx: Tx, user: User) => Promise<void>): Promise<SessionPayload> {
    try {
      const payload = await this.admit(request, input, before);
      this.signIns.inc({ outcome: 'ok' });
      return payload;
    } catch (err) {
      if (err instanceof UserError) this.signIns.inc({ outcome: err.extensions.code === 'RATE_LIMITED' ? 'held' : 'refused' });
      throw err;
    }
  }

  private async admit(request: RequestInfo, input: SignInInput, before: (tx: Tx, user: User) => Promise<void>): Promise<SessionPayload> {
    const user = await this.passwords.inTurn((matches) => this.identify(request, input, matches));
    const payload = await this.db.transaction(async (tx) => {
      // A password that was reset meanwhile ended every session: the former one begins no other.
      const unchanged = await tx.query(`SELECT 1 FROM users WHERE id = $1 AND password_hash = $2 AND status <> 'DELETED' FOR SHARE`, [
        user.id,
        user.passwordHash,
      ]);
      if (unchanged.length === 0) throw wrongPassword();
      await before(tx, user);
      return this.open(tx, user, request);
    });
    await this.brakes.release(request, input.email);
    return payload;
  }

  private async identify(request: RequestInfo, { email, password }: SignInInput, matches: Matches): Promise<User> {
    const key = emailKey(email);
    await this.brakes.pass(request, email);
    const [user, pending] = await Promise.all([
      this.db.repository(User).findOneBy({ emailKey: key }),
      this.db.repository(PendingSignUp).findOne({ where: { emailKey: key }, order: { createdAt: 'DESC' } }),
    ]);
    if ((await matches(password, user?.passwordHash)) && user && user.status !== 'DELETED') return user;
    // Beside an account as without one: whoever signs up with another's address must not learn here whether it has one.
    const isPending = await matches(password, pending?.passwordHash);
    if (isPending && pending) throw new UserError('EMAIL_UNVERIFIED', undefined, { signUpId: pending.id });
    throw wrongPassword();
  }

  /** A new session for a user whose identity was just proven, inside the transaction of that proof. */
  async open(tx: Tx, user: User, request: RequestInfo): Promise<SessionPayload> {
    const now = clock.now();
    const id = newId();
    const token = this.tokens.firstRefresh(id);
    const device = deviceName(request.userAgent);
    await tx.manager.insert(SessionRow, {
      id,
      userId: user.id,
      device,
      refreshHash: this.tokens.hashRefresh(token),
      rotatedAt: now,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: new Date(now.getTime() + SESSION_LIFE),
    });
    await record(tx, user.id, user.id, { kind: 'session.opened', details: { sessionId: id, device } });
    const known = request.deviceOf(user.email) ?? undefined;
    return this.payload(user, id, token, request, { device: this.tokens.deviceToken(user.email, known) });
  }

  async refresh(request: RequestInfo, argument?: string | null, attempt?: string | null): Promise<SessionPayload> {
    const presented = argument || request.refreshCookie;
    const sessionId = presented ? this.tokens.sessionOf(presented) : '';
    if (!presented || !isId(sessionId)) throw new UserError('UNAUTHENTICATED');
    const rotation = await this.db.transaction((tx) => this.rotate(tx, sessionId, presented, attempt));
    if (typeof rotation === 'string') {
      request.setSessionCookies(null);
      throw new UserError('UNAUTHENTICATED');
    }
    // What came in the cookie leaves in the cookie, whatever a header says: no script of the page gets to read it.
    const sentAs = argument ? request.client : 'web';
    return this.payload(rotation.user, rotation.row.id, rotation.token, request, { sentAs });
  }

  /** Whoever leaves a shared computer must be able to, whatever became of the account or of the access token. */
  async signOut({ viewer, request }: Context, everywhere: boolean): Promise<boolean> {
    const session = viewer ? { userId: viewer.id, id: viewer.sessionId } : await this.heldBy(request.refreshCookie);
    if (session) await this.db.transaction((tx) => this.end(tx, session.userId, everywhere ? null : session.id, 'signed out'));
    request.setSessionCookies(null);
    return true;
  }

  async endOne(viewer: Viewer, sessionId: string): Promise<boolean> {
    const ended = await this.db.transaction((tx) => this.end(tx, viewer.id, sessionId, 'signed out'));
    if (ended === 0) throw notFound();
    return true;
  }

  /** Ends one session of a user or, with null, all of them. Their sockets close in every process after the commit. */
  async end(
    tx: Tx,
    userId: string,
    sessionId: string | null,
    reason: 'signed out' | 'refresh token reused' | 'password reset' | 'account deleted' | 'address taken back',
  ): Promise<number> {
    const ended = await tx.query<{ id: string }>(
      `UPDATE sessions SET revoked_at = $1 WHERE user_id = $2 AND ($3::uuid IS NULL OR id = $3) AND revoked_at IS NULL RETURNING id`,
      [clock.now(), userId, sessionId],
    );
    if (ended.length === 0) return 0;
    await record(tx, userId, userId, { kind: 'session.ended', details: { sessionId: sessionId ?? 'all', reason } });
    await tx.emit('session.ended', { userId, sessionId });
    return ended.length;
  }

  async list(viewer: Viewer): Promise<Session[]> {
    const rows = await this.db.query<SessionRow>(
      `SELECT id, device, created_at AS "createdAt", last_used_at AS "lastUsedAt" FROM sessions
       WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2 ORDER BY last_used_at DESC LIMIT 100`,
      [viewer.id, clock.now()],
    );
    return rows.map((row) => ({
      id: row.id,
      device: row.device,
      createdAt: row.createdAt,
      lastUsedAt: row.lastUsedAt,
      current: row.id === viewer.sessionId,
    }));
  }

  /** The session whose newest refresh token this is. */
  private async heldBy(token: string | undefined): Promise<SessionRow | null> {
    const id = token ? this.tokens.sessionOf(token) : '';
    if (!token || !isId(id)) return null;
    return this.db.repository(SessionRow).findOneBy({ id, refreshHash: this.tokens.hashRefresh(token) });
  }

  private async rotate(tx: Tx, sessionId: string, presented: string, attempt?: string | null): Promise<Rotation> {
    const now = clock.now();
    const row = await tx.manager.findOne(SessionRow, { where: { id: sessionId }, lock: { mode: 'pessimistic_write' } });
    if (!row || row.revokedAt || row.expiresAt <= now) return 'unknown';
    const user = await tx.manager.findOneByOrFail(User, { id: row.userId });
    if (user.status === 'DELETED' || user.status === 'LEAVING') return 'unknown';
    const hash = this.tokens.hashRefresh(presented);
    const successor = this.tokens.nextRefresh(sessionId, presented, attempt);
    const renewedJustNow = row.previousRefreshHash !== null && Math.abs(now.getTime() - row.rotatedAt.getTime()) <= GRACE;
    if (hash === row.refreshHash && renewedJustNow) return { row, user, token: presented };
    if (hash === row.refreshHash) {
      const change = { refreshHash: this.tokens.hashRefresh(successor), previousRefreshHash: hash, rotatedAt: now, lastUsedAt: now };
      await tx.manager.update(SessionRow, { id: row.id }, { ...change, expiresAt: new Date(now.getTime() + SESSION_LIFE) });
      return { row, user, token: successor };
    }
    const sameAttempt = this.tokens.hashRefresh(successor) === row.refreshHash;
    if (hash === row.previousRefreshHash && sameAttempt && (renewedJustNow || attempt)) return { row, user, token: successor };
    if (!this.tokens.isOurs(presented)) return 'unknown';
    await this.end(tx, row.userId, row.id, 'refresh token reused');
    await tx.enqueue(TOKEN_REUSED_JOB, { sessionId: row.id });
    return 'stolen';
  }

  /** The job: whose device was signed out because of a thief, perhaps, hears of it. */
  async tellOwner({ sessionId }: { sessionId: string }): Promise<void> {
    const owner = await this.db.one<Pick<User, 'email' | 'locale'> & { device: string }>(
      `SELECT u.email, u.locale, s.device FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = $1 AND u.status <> 'DELETED'`,
      [sessionId],
    );
    if (owner) await this.mailer.send({ to: owner.email, ...deviceSignedOutMail(owner.locale, owner.device, this.siteUrl) });
  }

  /** The job: sessions that ended a month ago are forgotten; the audit log keeps that they were. */
  async forgetEnded(): Promise<void> {
    await this.db.query('DELETE FROM sessions WHERE least(revoked_at, expires_at) < $1', [new Date(clock.now().getTime() - days(30))]);
  }

  private async payload(
    user: User,
    sessionId: string,
    refreshToken: string,
    request: RequestInfo,
    { sentAs = request.client, device }: { sentAs?: RequestInfo['client']; device?: string },
  ): Promise<SessionPayload> {
    const { token, expiresAt } = await this.tokens.signAccess(user.id, sessionId);
    const inApp = sentAs === 'app';
    const media = this.tokens.mediaCookie({ userId: user.id, sessionId });
    if (!inApp) request.setSessionCookies({ refresh: refreshToken, media, ...(device && { device }) });
    return {
      accessToken: token,
      accessTokenExpiresAt: expiresAt,
      refreshToken: inApp ? refreshToken : null,
      deviceToken: (inApp && device) || null,
      me: toMe(user),
    };
  }
}
