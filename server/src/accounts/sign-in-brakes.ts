import { clock, days, minutes, seconds } from '../platform/clock.js';
import { sha256 } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { UserError } from '../platform/errors.js';
import type { RequestInfo } from '../platform/graphql/context.js';
import { networkOf } from '../platform/rate-limits.js';
import { emailKey } from './me.js';

/** The first wait; each further wrong password doubles it. */
const FIRST_WAIT = seconds(30);
const FORGOTTEN_AFTER = days(1);
/** What one network, or one device of the owner's, may get wrong before it waits. */
const OF_ONE = { free: 5, longest: minutes(60) };
/** The same of all networks together: for passwords that come from everywhere. */
const OF_ALL = { free: 50, longest: minutes(15) };

interface Brake {
  key: string;
  free: number;
  longest: number;
}

interface Row {
  failures: number;
  opensAt: Date;
  forgottenAt: Date;
}

/**
 * Wrong passwords make the next try wait, longer each time. Strangers are counted by address and network, and by address alone; a
 * device on which the address was signed in before is counted for itself, so that nobody is locked out by what others try.
 * Whether the address has an account changes nothing.
 */
export class SignInBrakes {
  constructor(private readonly db: Database) {}

  /**
   * Counts a try before its password is looked at, so that many at once are many tries. One that comes too early is refused and not
   * counted: whoever knocks on a closed door keeps it closed no longer.
   */
  async pass(request: RequestInfo, email: string): Promise<void> {
    const brakes = brakesFor(request, email);
    const keys = brakes.map(({ key }) => key);
    await this.db.transaction(async (tx) => {
      const now = await sharedNow(tx);
      await tx.query(
        `INSERT INTO sign_in_brakes (key, failures, opens_at, forgotten_at) SELECT key, 0, $2, $3 FROM unnest($1::text[]) AS key ORDER BY key
         ON CONFLICT DO NOTHING`,
        [keys, now, after(now, FORGOTTEN_AFTER)],
      );
      const rows = await tx.query<Row & { key: string }>(
        `SELECT key, failures, opens_at AS "opensAt", forgotten_at AS "forgottenAt" FROM sign_in_brakes
         WHERE key = ANY ($1) ORDER BY key FOR UPDATE`,
        [keys],
      );
      const opensAt = Math.max(...rows.map((row) => row.opensAt.getTime()));
      if (opensAt > now.getTime())
        throw new UserError('RATE_LIMITED', undefined, { retryAfter: Math.ceil((opensAt - now.getTime()) / seconds(1)) });
      for (const { key, ...row } of rows) {
        const { free, longest } = brakes.find((brake) => brake.key === key) ?? OF_ONE;
        const failures = row.forgottenAt <= now ? 1 : row.failures + 1;
        const wait = failures < free ? 0 : Math.min(longest, FIRST_WAIT * 2 ** (failures - free));
        await tx.query('UPDATE sign_in_brakes SET failures = $2, opens_at = $3, forgotten_at = $4 WHERE key = $1', [
          key,
          failures,
          after(now, wait),
          after(now, FORGOTTEN_AFTER),
        ]);
      }
    });
  }

  /**
   * It was the right one: whoever typed it begins anew. Of what all strangers tried only this try is taken back, for the owner's own
   * coming in must not give whoever guesses another fifty.
   */
  async release(request: RequestInfo, email: string): Promise<void> {
    const [own, all] = brakesFor(request, email);
    await this.db.query('DELETE FROM sign_in_brakes WHERE key = $1', [own?.key]);
    if (all)
      await this.db.query(`UPDATE sign_in_brakes SET failures = failures - 1, opens_at = ${SHARED_NOW} WHERE key = $2`, [
        clock.moved,
        all.key,
      ]);
  }

  async forgetOld(): Promise<void> {
    await this.db.query('DELETE FROM sign_in_brakes WHERE forgotten_at < $1', [clock.now()]);
  }
}

/** The caller's own first. */
function brakesFor(request: RequestInfo, email: string): Brake[] {
  const device = request.deviceOf(email);
  if (device !== null) return [{ key: sha256(`device ${device}`), ...OF_ONE }];
  const address = emailKey(email);
  return [
    { key: sha256(`${networkOf(request.ip)} ${address}`), ...OF_ONE },
    { key: sha256(`everywhere ${address}`), ...OF_ALL },
  ];
}

/** PostgreSQL's time: a process whose own clock goes ahead must not open the door early. Tests move it along with theirs. */
const SHARED_NOW = `clock_timestamp() + $1 * interval '1 millisecond'`;

async function sharedNow(tx: Tx): Promise<Date> {
  const row = await tx.one<{ now: Date }>(`SELECT ${SHARED_NOW} AS now`, [clock.moved]);
  if (!row) throw new Error('PostgreSQL does not tell the time.');
  return row.now;
}

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
