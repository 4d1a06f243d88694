import { randomUUID } from 'node:crypto';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';

/** The account itself. Its row stays, as nobody's: others have talked with somebody. */
export class AccountData implements PersonalData {
  readonly tables = ['users', 'sessions', 'password_resets', 'email_changes', 'account_deletions', 'contact_hashes', 'consents'];

  constructor(private readonly db: Database) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    const account = await this.db.one<object>(
      `SELECT id, role, status, email, email_verified_at AS "emailVerifiedAt", birth_date AS "birthDate", locale,
              terms_version AS "termsVersion", privacy_version AS "privacyVersion", consented_at AS "consentedAt", created_at AS "createdAt"
       FROM users WHERE id = $1`,
      [userId],
    );
    const sessions = await this.db.query<object>(
      `SELECT device, created_at AS "signedInAt", last_used_at AS "lastUsedAt", revoked_at AS "endedAt" FROM sessions WHERE user_id = $1 ORDER BY created_at`,
      [userId],
    );
    const consents = await this.db.query<object>('SELECT purpose, version, given, at FROM consents WHERE user_id = $1 ORDER BY id', [
      userId,
    ]);
    const emailChanges = await this.db.query<object>(
      `SELECT email, former_email AS "formerEmail", asked_at AS "askedAt", changed_at AS "changedAt", returned_at AS "takenBackAt"
       FROM email_changes WHERE user_id = $1 ORDER BY asked_at`,
      [userId],
    );
    return { account, sessions, consents, emailChanges };
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM sessions WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM consents WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM password_resets WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM email_changes WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM contact_hashes WHERE user_id = $1', [userId]);
    const nobody = `${randomUUID()}@erased.invalid`;
    // What a sign-up or a mail in the queue still knows goes by the address, while it is known.
    await tx.query('DELETE FROM pending_sign_ups WHERE email_key = (SELECT email_key FROM users WHERE id = $1)', [userId]);
    await tx.query(`DELETE FROM outbox WHERE payload->>'emailKey' = (SELECT email_key FROM users WHERE id = $1)`, [userId]);
    await tx.query(`DELETE FROM pgboss.job WHERE data->>'emailKey' = (SELECT email_key FROM users WHERE id = $1)`, [userId]);
    await tx.query(
      `UPDATE users SET status = 'DELETED', email = $2, email_key = $2, email_verified_at = NULL, password_hash = '', birth_date = '1900-01-01' WHERE id = $1`,
      [userId, nobody],
    );
  }
}
