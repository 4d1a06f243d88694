import { heldAsEvidence } from '../moderation/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput, notFound } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { MEDIA_COLUMNS, toMedia, toMyMedia, type MediaRow } from './media.rows.js';
import type { DescribeMediaInput, Media, MediaKind, MyMedia } from './media.types.js';
import { REMOVE_JOB } from './processing.service.js';

const OF_PROFILE = `m.purpose = 'PROFILE' AND m.status <> 'REMOVED'`;

/** What a profile shows. The first photo is its portrait. */
export class MediaService {
  constructor(private readonly db: Database) {}

  /** Mine, at whatever stage, in my order. */
  async mine(userId: string): Promise<MyMedia[]> {
    const rows = await this.db.query<MediaRow>(
      `SELECT ${MEDIA_COLUMNS} FROM media m WHERE m.owner_id = $1 AND ${OF_PROFILE} ORDER BY m.kind, m.place, m.id`,
      [userId],
    );
    return rows.map(toMyMedia);
  }

  async one(viewer: Viewer, id: string): Promise<MyMedia> {
    const media = await this.found(viewer.id, id);
    if (!media) throw notFound();
    return media;
  }

  /** Null when it is not theirs, or no more. */
  async found(ownerId: string, id: string): Promise<MyMedia | null> {
    const [row] = await this.db.query<MediaRow>(
      `SELECT ${MEDIA_COLUMNS} FROM media m WHERE m.id = $1 AND m.owner_id = $2 AND m.status <> 'REMOVED'`,
      [id, ownerId],
    );
    return row ? toMyMedia(row) : null;
  }

  /** What others see of each of these people, in their order. Whoever holds them may see them: that was decided where they were read. */
  async shownBy(ownerIds: readonly string[]): Promise<Media[][]> {
    const rows = await this.db.prepared<MediaRow>(
      'media-shown',
      `SELECT ${MEDIA_COLUMNS} FROM media m WHERE m.owner_id = ANY ($1::uuid[]) AND m.purpose = 'PROFILE' AND m.status = 'READY'
       ORDER BY m.place, m.id`,
      [[...new Set(ownerIds)]],
    );
    const byOwner = Map.groupBy(rows, ({ ownerId }) => ownerId);
    return ownerIds.map((id) => (byOwner.get(id) ?? []).map(toMedia).filter((media) => media !== null));
  }

  /** Whose photo or film it is, while it is shown. */
  async ownerOf(id: string): Promise<{ personId: string; quoted: null } | null> {
    const row = await this.db.one<{ personId: string }>(`SELECT owner_id AS "personId" FROM media WHERE id = $1 AND status = 'READY'`, [
      id,
    ]);
    return row ? { ...row, quoted: null } : null;
  }

  /**
   * What somebody shows, what was sent in these messages by whomever, and what is named of theirs, held until the end of the
   * transaction: nobody removes it before it is evidence. What they sent to others is not.
   */
  hold(
    tx: Tx,
    ownerId: string,
    { messages, named }: { messages: string[]; named: string[] },
  ): Promise<{ id: string; kind: MediaKind; messageId: string | null }[]> {
    return tx.query(
      `SELECT id, kind, message_id AS "messageId" FROM media
       WHERE status = 'READY' AND (owner_id = $1 AND (purpose <> 'MESSAGE' OR id = ANY ($3::uuid[])) OR message_id = ANY ($2::uuid[]))
       ORDER BY id FOR SHARE`,
      [ownerId, messages, named],
    );
  }

  /** A moderator takes them out of sight; as evidence their files stay. Those that were still shown. */
  takeDown(tx: Tx, ids: string[]): Promise<string[]> {
    return this.move(tx, ids, 'READY', 'REMOVED');
  }

  /** The removal was an error. What is no longer evidence has gone. */
  async putBack(tx: Tx, ids: string[]): Promise<void> {
    await this.move(tx, ids, 'REMOVED', 'READY');
  }

  private async move(tx: Tx, ids: string[], from: 'READY' | 'REMOVED', to: 'READY' | 'REMOVED'): Promise<string[]> {
    const moved = await tx.query<{ mediaId: string; ownerId: string }>(
      `UPDATE media m SET status = $3, changed_at = $4 WHERE id = ANY ($1::uuid[]) AND status = $2 AND ${heldAsEvidence('m.id')}
       RETURNING id AS "mediaId", owner_id AS "ownerId"`,
      [ids, from, to, clock.now()],
    );
    for (const each of moved) await tx.emit('media.changed', each);
    return moved.map(({ mediaId }) => mediaId);
  }

  /** All of my photos, or all of my films, in the order they are to have. */
  async arrange(viewer: Viewer, ids: readonly string[]): Promise<MyMedia[]> {
    await this.db.transaction(async (tx) => {
      const rows = await tx.query<{ id: string; kind: MediaKind }>(
        `SELECT m.id, m.kind FROM media m WHERE m.owner_id = $1 AND ${OF_PROFILE} ORDER BY m.id FOR UPDATE`,
        [viewer.id],
      );
      const kind = rows.find(({ id }) => id === ids[0]?.toLowerCase())?.kind;
      const expected = rows.filter((row) => row.kind === kind).map(({ id }) => id);
      const given = ids.map((id) => id.toLowerCase());
      if (kind === undefined || given.length !== expected.length || !expected.every((id) => given.includes(id))) {
        throw badInput({ ids: 'Each of my photos, or each of my films, once.' });
      }
      await tx.query(`UPDATE media m SET place = o.place FROM unnest($1::uuid[]) WITH ORDINALITY AS o(id, place) WHERE m.id = o.id`, [
        given,
      ]);
    });
    return this.mine(viewer.id);
  }

  async describe(viewer: Viewer, id: string, { alt, caption }: DescribeMediaInput): Promise<MyMedia> {
    await this.db.query(
      `UPDATE media SET alt = coalesce($3, alt), caption = coalesce($4, caption) WHERE id = $1 AND owner_id = $2 AND status <> 'REMOVED'`,
      [id, viewer.id, alt?.trim() ?? null, caption?.trim() ?? null],
    );
    return this.one(viewer, id);
  }

  /** Gone for everybody at once; its files follow by a job. The same call again finds nothing left to remove. */
  async remove(viewer: Viewer, id: string): Promise<string> {
    await this.db.transaction(async (tx) => {
      const gone = await tx.query(
        `UPDATE media SET status = 'REMOVED', changed_at = $3 WHERE id = $1 AND owner_id = $2 AND status <> 'REMOVED' RETURNING id`,
        [id, viewer.id, clock.now()],
      );
      if (gone.length === 0) throw notFound();
      await tx.enqueue(REMOVE_JOB, { mediaId: id });
    });
    return id;
  }
}
