import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { KeyedHashes } from '../platform/keyed-hash.js';
import { normalEmail } from '../platform/normal-email.js';

export type ContactKind = 'EMAIL' | 'PHONE';

/** How many are hashed at a time. */
const BATCH = 500;

/** By what somebody can be recognised who is known outside of here, without a table of addresses and numbers that could be read. */
export class ContactHashes {
  constructor(
    private readonly db: Database,
    private readonly keys: KeyedHashes,
  ) {}

  /** An address however it is written, or a number as +33612345678. */
  hash(kind: ContactKind, contact: string): string {
    return kind === 'EMAIL' ? this.keys.hash('email', normalEmail(contact)) : this.keys.hash('phone', contact);
  }

  /** From here on this is theirs, and what was before is not. */
  async remember(tx: Tx, userId: string, kind: ContactKind, contact: string): Promise<void> {
    await this.rememberHash(tx, userId, kind, this.hash(kind, contact));
  }

  /** The same for a contact that is known by its hash alone. */
  async rememberHash(tx: Tx, userId: string, kind: ContactKind, hash: string): Promise<void> {
    await tx.query(
      'INSERT INTO contact_hashes (user_id, kind, hash) VALUES ($1, $2, $3) ON CONFLICT (user_id, kind) DO UPDATE SET hash = excluded.hash',
      [userId, kind, hash],
    );
  }

  /** All by which somebody is recognised; also by the address that they left these days, which may take the account back. */
  async of(tx: Tx, userId: string): Promise<{ kind: ContactKind; hash: string }[]> {
    const known = await tx.query<{ kind: ContactKind; hash: string }>('SELECT kind, hash FROM contact_hashes WHERE user_id = $1', [userId]);
    const left = await tx.query<{ email: string }>(
      'SELECT former_email AS email FROM email_changes WHERE user_id = $1 AND changed_at IS NOT NULL',
      [userId],
    );
    return [...known, ...left.map(({ email }) => ({ kind: 'EMAIL' as const, hash: this.hash('EMAIL', email) }))];
  }

  /** Whether it is theirs. */
  async knows(tx: Tx, userId: string, kind: ContactKind, hash: string): Promise<boolean> {
    const rows = await tx.query('SELECT 1 FROM contact_hashes WHERE user_id = $1 AND kind = $2 AND hash = $3', [userId, kind, hash]);
    return rows.length > 0;
  }

  async forget(tx: Tx, userId: string, kind: ContactKind): Promise<void> {
    await tx.query('DELETE FROM contact_hashes WHERE user_id = $1 AND kind = $2', [userId, kind]);
  }

  async rememberEmail(tx: Tx, userId: string): Promise<void> {
    const account = await tx.one<{ email: string }>('SELECT email FROM users WHERE id = $1', [userId]);
    if (account) await this.remember(tx, userId, 'EMAIL', account.email);
  }

  /** Those of accounts that are older than this table. */
  async catchUp(): Promise<void> {
    for (let found = BATCH; found === BATCH;) {
      found = await this.db.transaction(async (tx) => {
        const rows = await tx.query<{ id: string }>(
          `SELECT id FROM users u WHERE status <> 'DELETED'
             AND NOT EXISTS (SELECT 1 FROM contact_hashes h WHERE h.user_id = u.id AND h.kind = 'EMAIL') LIMIT ${BATCH} FOR UPDATE`,
        );
        for (const { id } of rows) await this.rememberEmail(tx, id);
        return rows.length;
      });
    }
  }
}
