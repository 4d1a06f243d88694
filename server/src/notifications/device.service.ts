import { clock } from '../platform/clock.js';
import { sha256 } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput, notFound, UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import type { Push } from '../platform/push/index.js';
import type { Device, PushOffer, RegisterDeviceInput } from './notification.types.js';

/** Who has more than these loses the one registered longest ago. */
const MOST = 10;

const DEVICE = `d.id, d.kind, s.device AS name, d.added_at AS "addedAt", d.session_id AS "sessionId"`;
type Row = Omit<Device, 'current'> & { sessionId: string };

export class DeviceService {
  constructor(
    private readonly db: Database,
    private readonly push: Push,
  ) {}

  offer(): PushOffer {
    return { webKey: this.push.web.publicKey, android: this.push.android !== null };
  }

  async list(viewer: Viewer): Promise<Device[]> {
    const rows = await this.db.query<Row>(
      `SELECT ${DEVICE} FROM push_devices d JOIN sessions s ON s.id = d.session_id WHERE d.user_id = $1 ORDER BY d.added_at DESC, d.id`,
      [viewer.id],
    );
    return rows.map((row) => toDevice(viewer, row));
  }

  /**
   * The address was the former owner's, and the session had another one: both give way. A session that ends at this instant
   * wins: it is looked at under its lock, and whoever ends it removes what was written before.
   */
  register(viewer: Viewer, input: RegisterDeviceInput): Promise<Device> {
    this.check(input);
    const { kind, address, p256dh = null, auth = null, locale } = input;
    return this.db.transaction(async (tx) => {
      // One device of an account after the other, and only while the account and its session stand.
      const [session] = await tx.query<{ device: string }>(
        `SELECT s.device FROM users u JOIN sessions s ON s.user_id = u.id
         WHERE u.id = $1 AND u.status = 'ACTIVE' AND s.id = $2 AND s.revoked_at IS NULL FOR NO KEY UPDATE`,
        [viewer.id, viewer.sessionId],
      );
      if (!session) throw new UserError('UNAUTHENTICATED');
      const hash = sha256(address);
      const known = await tx.query<{ id: string; userId: string }>(
        `DELETE FROM push_devices WHERE address_hash = $1 OR session_id = $2 RETURNING id, user_id AS "userId"`,
        [hash, viewer.sessionId],
      );
      const id = known.find(({ userId }) => userId === viewer.id)?.id ?? newId();
      const [row] = await tx.query<{ addedAt: Date }>(
        `INSERT INTO push_devices (id, user_id, session_id, kind, address, address_hash, p256dh, auth, locale, added_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT DO NOTHING RETURNING added_at AS "addedAt"`,
        [id, viewer.id, viewer.sessionId, kind, address, hash, p256dh, auth, locale, clock.now()],
      );
      // Somebody else registered the same browser at this instant; whoever asks again comes last.
      if (!row) throw new UserError('CONFLICT', 'This device is being registered elsewhere.');
      await tx.query(
        `DELETE FROM push_devices WHERE id IN (SELECT id FROM push_devices WHERE user_id = $1 ORDER BY added_at DESC, id DESC OFFSET ${MOST})`,
        [viewer.id],
      );
      return toDevice(viewer, { id, kind, name: session.device, addedAt: row.addedAt, sessionId: viewer.sessionId });
    });
  }

  async remove(viewer: Viewer, id: string): Promise<{ removedId: string }> {
    const removed = await this.db.query('DELETE FROM push_devices WHERE id = $1 AND user_id = $2 RETURNING id', [id, viewer.id]);
    if (removed.length === 0) throw notFound();
    return { removedId: id };
  }

  private check({ kind, address, p256dh, auth }: RegisterDeviceInput): void {
    if (kind === 'ANDROID') {
      if (!this.push.android) throw new UserError('CONFLICT', 'This server does not reach the Android app.');
      if (!/^[\w:.-]+$/.test(address)) throw badInput({ address: 'Not a registration token.' });
      const field = p256dh != null ? 'p256dh' : auth != null ? 'auth' : null;
      if (field) throw badInput({ [field]: 'For WEB only.' });
      return;
    }
    const problem = this.push.web.problemWith({ endpoint: address, p256dh: p256dh ?? '', auth: auth ?? '' });
    if (problem === 'endpoint') throw badInput({ address: 'Not the address of a push service.' });
    if (problem) throw badInput({ [problem]: 'Not a key of a subscription.' });
  }
}

/** Who was signed out is told nothing there any more: from the same instant on. */
export async function forgetOfSession(tx: Tx, userId: string, sessionId: string | null): Promise<void> {
  await tx.query('DELETE FROM push_devices WHERE user_id = $1 AND ($2::uuid IS NULL OR session_id = $2)', [userId, sessionId]);
}

/** The same for whoever was suspended, banned or erased. */
export async function forgetUnlessActive(tx: Tx, userId: string): Promise<void> {
  await tx.query(`DELETE FROM push_devices WHERE user_id = $1 AND NOT EXISTS (SELECT 1 FROM users WHERE id = $1 AND status = 'ACTIVE')`, [
    userId,
  ]);
}

const toDevice = ({ sessionId: mine }: Viewer, { sessionId, ...row }: Row): Device => ({ ...row, current: sessionId === mine });
