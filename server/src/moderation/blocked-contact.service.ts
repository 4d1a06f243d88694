import { isEmail } from 'class-validator';
import type { ContactHashes, ContactKind } from '../accounts/index.js';
import { record } from '../audit/index.js';
import { clock, dayOf } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { badInput, notFound, UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import { normalPhone } from '../platform/normal-phone.js';
import { CONTACTS_MAX, type BlockContactInput, type BlockedContact } from './blocked-contact.types.js';

/**
 * Her list of people to avoid, by what she knows of them. Nothing here asks whether anybody has such an address: the answer, and
 * how long it takes, is the same. What follows from it is done at night (`contact-blocks.ts`).
 */
export class BlockedContactService {
  constructor(
    private readonly db: Database,
    private readonly hashes: ContactHashes,
  ) {}

  /** Written down twice, it stays as it is with the newer note. */
  async block(viewer: Viewer, { contact, note }: BlockContactInput): Promise<BlockedContact[]> {
    const known = read(contact);
    if (!known) throw badInput({ contact: 'Neither an e-mail address nor a telephone number.' });
    const words = note?.trim() || null;
    if (words && read(words)) throw badInput({ note: 'Your own words for them: an address or a number is not kept readable.' });
    const hash = this.hashes.hash(known.kind, known.value);
    await this.db.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`blocked contacts:${viewer.id}`]);
      const renamed = await tx.query(
        'UPDATE blocked_contacts SET note = coalesce($4, note) WHERE user_id = $1 AND kind = $2 AND hash = $3 RETURNING id',
        [viewer.id, known.kind, hash, words],
      );
      if (renamed.length > 0) return;
      const written = await tx.query(
        `INSERT INTO blocked_contacts (id, user_id, kind, hash, note, created_at)
         SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM blocked_contacts WHERE user_id = $2) < ${CONTACTS_MAX} RETURNING id`,
        [newId(), viewer.id, known.kind, hash, words, clock.now()],
      );
      if (written.length === 0) throw new UserError('CONFLICT', `At most ${CONTACTS_MAX}: take one off the list first.`);
      await record(tx, viewer.id, viewer.id, { kind: 'contact.blocked', details: {} });
    });
    return this.list(viewer);
  }

  async unblock(viewer: Viewer, id: string): Promise<BlockedContact[]> {
    await this.db.transaction(async (tx) => {
      const gone = await tx.query('DELETE FROM blocked_contacts WHERE user_id = $1 AND id = $2 RETURNING id', [viewer.id, id]);
      if (gone.length === 0) throw notFound();
      await record(tx, viewer.id, viewer.id, { kind: 'contact.unblocked', details: {} });
    });
    return this.list(viewer);
  }

  async list(viewer: Viewer): Promise<BlockedContact[]> {
    const rows = await this.db.query<Omit<BlockedContact, 'since'> & { at: Date }>(
      'SELECT id, kind, note, created_at AS at FROM blocked_contacts WHERE user_id = $1 ORDER BY created_at DESC, id DESC',
      [viewer.id],
    );
    return rows.map(({ at, ...contact }) => ({ ...contact, since: dayOf(at) }));
  }
}

function read(typed: string): { kind: ContactKind; value: string } | null {
  const contact = typed.trim();
  if (isEmail(contact)) return { kind: 'EMAIL', value: contact };
  const value = normalPhone(contact);
  return value === null ? null : { kind: 'PHONE', value };
}
