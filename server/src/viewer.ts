import { LEGAL_VERSIONS, type Tokens } from './accounts/index.js';
import { clock, seconds } from './platform/clock.js';
import type { Database } from './platform/db/database.js';
import { UserError } from './platform/errors.js';
import type { Viewer } from './platform/graphql/context.js';
import type { Authenticator } from './platform/http/request-context.js';
import { EVERYWHERE, type PubSub } from './platform/pubsub.js';

const REMEMBERED_FOR = seconds(5);
const REMEMBERED_MOST = 20_000;

const OPEN_SESSION = `FROM sessions s JOIN users u ON u.id = s.user_id
       WHERE s.revoked_at IS NULL AND s.expires_at > $2 AND u.status <> 'DELETED'`;

/** A suspension that is over does not bind, also before a job has said so. */
const IS_OVER = `(u.status = 'SUSPENDED' AND u.suspended_until <= $2)`;

type Row = Pick<Viewer, 'role' | 'locale' | 'verified' | 'termsAccepted' | 'joinedAt' | 'numberProven'> & { status: Viewer['status'] };

/** Whether a woman has access now; billing knows. */
export type HasAccess = (userId: string) => Promise<boolean>;

/**
 * Access token -> Viewer. What the database said is remembered for 5 seconds at most, and dropped at once when a hint
 * tells that the account changed or a session ended, in whatever process that happened.
 */
export class Viewers implements Authenticator {
  private readonly remembered = new Map<string, { viewer: Promise<Viewer>; at: number; userId: string }>();

  constructor(
    private readonly db: Database,
    private readonly tokens: Tokens,
    private readonly hasAccess: HasAccess,
    /** Puts an account whose suspension is over back into good standing. */
    private readonly lift: (userId: string) => Promise<void>,
    pubsub: PubSub,
    /** Told of each signed-in caller, about every 5 seconds while they call. */
    private readonly onSeen: (viewer: Viewer) => void,
  ) {
    pubsub.subscribe('account', EVERYWHERE, ({ userId }) => this.forget(userId));
    pubsub.onGap(() => this.remembered.clear());
  }

  /** Asked for each guard of each call and event: whom we know is given without a detour. */
  viewerOf(accessToken: string): Promise<Viewer> {
    const known = this.tokens.known(accessToken);
    if (known) return this.viewerOfSession(known.userId, known.sessionId);
    return this.tokens.verifyAccess(accessToken).then(({ userId, sessionId }) => this.viewerOfSession(userId, sessionId));
  }

  viewerOfSession(userId: string, sessionId: string): Promise<Viewer> {
    const now = clock.now().getTime();
    const known = this.remembered.get(sessionId);
    // In either direction: a clock that was set back must not keep alive what it remembers.
    if (known && Math.abs(now - known.at) < REMEMBERED_FOR) return known.viewer;
    if (this.remembered.size >= REMEMBERED_MOST) this.remembered.clear();
    const viewer = this.load(userId, sessionId);
    const entry = { viewer, at: now, userId };
    this.remembered.set(sessionId, entry);
    // A refusal or a fault is not remembered: the next call asks again.
    viewer.catch(() => {
      if (this.remembered.get(sessionId) === entry) this.remembered.delete(sessionId);
    });
    return viewer;
  }

  async expiryOf(accessToken: string): Promise<Date> {
    return (await this.tokens.verifyAccess(accessToken)).expiresAt;
  }

  async endedAmong(sessionIds: string[]): Promise<string[]> {
    const rows = await this.db.prepared<{ id: string }>(
      'sessions-ended',
      `SELECT asked.id FROM unnest($1::uuid[]) AS asked(id)
       WHERE NOT EXISTS (SELECT 1 ${OPEN_SESSION} AND (u.status = 'ACTIVE' OR ${IS_OVER}) AND s.id = asked.id)`,
      [sessionIds, clock.now()],
    );
    return rows.map(({ id }) => id);
  }

  private forget(userId: string): void {
    for (const [sessionId, entry] of this.remembered) if (entry.userId === userId) this.remembered.delete(sessionId);
  }

  private async load(userId: string, sessionId: string): Promise<Viewer> {
    const [found] = await this.db.prepared<Row & { over: boolean }>(
      'viewer',
      `SELECT u.role, u.status, ${IS_OVER} AS over, u.locale, u.email_verified_at IS NOT NULL AS verified, u.created_at AS "joinedAt",
              u.terms_version = $4 AND u.privacy_version = $5 AS "termsAccepted",
              EXISTS (SELECT 1 FROM phones p WHERE p.user_id = u.id) AS "numberProven"
       ${OPEN_SESSION} AND s.id = $1 AND s.user_id = $3`,
      [sessionId, clock.now(), userId, LEGAL_VERSIONS.terms, LEGAL_VERSIONS.privacy],
    );
    if (!found) throw new UserError('UNAUTHENTICATED');
    const { over, ...row } = found;
    if (over) {
      await this.lift(userId);
      row.status = 'ACTIVE';
    }
    const viewer = { id: userId, sessionId, ...row, subscribed: row.role === 'WOMAN' && (await this.hasAccess(userId)) };
    if (viewer.status === 'ACTIVE') this.onSeen(viewer);
    return viewer;
  }
}
