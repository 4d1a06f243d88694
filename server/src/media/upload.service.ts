import { randomUUID } from 'node:crypto';
import { clock, hours, minutes } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput, notFound, UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { NotFound, type Storage } from '../platform/storage/index.js';
import { MEDIA_COLUMNS, toMyMedia, type MediaRow } from './media.rows.js';
import {
  FILM_TYPES,
  MOST_BYTES,
  PHOTO_TYPES,
  type CreateUploadInput,
  type FilmPart,
  type MediaKind,
  type MediaPurpose,
  type MyMedia,
  type Upload,
} from './media.types.js';
import { originalKey } from './objects.js';

export const PROCESS_JOB = 'media.process';
/** How many a profile shows, and how many may wait for their ad or message, by role and kind. */
const MOST = {
  PROFILE: { MAN: { PHOTO: 9, VIDEO: 3 }, WOMAN: { PHOTO: 6, VIDEO: 0 } },
  POST: { MAN: { PHOTO: 12, VIDEO: 3 }, WOMAN: { PHOTO: 0, VIDEO: 0 } },
  MESSAGE: { MAN: { PHOTO: 20, VIDEO: 20 }, WOMAN: { PHOTO: 20, VIDEO: 20 } },
} as const;
/** Of each film the store gets parts of this many bytes. */
const PART = 8 * 1_024 * 1_024;
const ADDRESS_LIFE = minutes(60);
/** What was begun in the last of them may take its time. */
const LATEST_ARRIVAL = minutes(90);
/** An upload that nobody completed by then, or sent, is forgotten. */
export const FORGOTTEN_AFTER = hours(24);

type UploadRow = MediaRow & { contentType: string; size: number; multipartId: string | null };

const UPLOAD_COLUMNS = `${MEDIA_COLUMNS}, m.content_type AS "contentType", m.size::float8 AS size, m.multipart_id AS "multipartId"`;

/** From the wish to send a file to its lying complete in the store: the bytes go there straight, never through us. */
export class UploadService {
  constructor(
    private readonly db: Database,
    private readonly storage: Storage,
  ) {}

  async create(viewer: Viewer, { kind, purpose, contentType, size }: CreateUploadInput): Promise<Upload> {
    if (!(kind === 'PHOTO' ? PHOTO_TYPES : FILM_TYPES).includes(contentType)) throw badInput({ contentType: 'Not of this kind.' });
    if (size > MOST_BYTES[kind]) throw badInput({ size: `At most ${MOST_BYTES[kind] / 1_024 / 1_024} MiB.` });
    // Random through and through: an id that goes by time would tell others the minute.
    const id = randomUUID();
    await this.db.transaction(async (tx) => {
      await assertRoom(tx, viewer, purpose, kind);
      const now = clock.now();
      await tx.query(
        `INSERT INTO media (id, owner_id, purpose, kind, status, content_type, size, place, created_at, changed_at, open_until)
         SELECT $1, $2, $3, $4, 'UPLOADING', $5, $6, coalesce(max(place), 0) + 1, $7, $7, $8 FROM media WHERE owner_id = $2`,
        [id, viewer.id, purpose, kind, contentType, size, now, openUntil()],
      );
    });
    return this.upload(await this.mine(viewer, id));
  }

  /** New addresses, and what the store has already. */
  async resume(viewer: Viewer, id: string): Promise<Upload> {
    const row = await this.mine(viewer, id);
    // In one statement with the look: nobody gets an address for what is being completed, and looked after until its last has ended.
    const open = await this.db.query(`UPDATE media SET open_until = $2 WHERE id = $1 AND status = 'UPLOADING' RETURNING id`, [
      id,
      openUntil(),
    ]);
    if (open.length === 0) throw new UserError('CONFLICT', 'It is complete already.');
    return this.upload(row);
  }

  /** The same call again is the same answer. */
  async complete(viewer: Viewer, id: string): Promise<MyMedia> {
    const row = await this.mine(viewer, id);
    if (row.status !== 'UPLOADING') return toMyMedia(row);
    const key = originalKey(id);
    if (row.multipartId !== null && !(await this.isThere(key))) await this.join(key, row.multipartId, row.size);
    if (!(await this.isThere(key))) throw new UserError('CONFLICT', 'It has not arrived: send it first.');
    await this.db.transaction(async (tx) => {
      const moved = await tx.query(
        `UPDATE media SET status = 'PROCESSING', progress = 0, changed_at = $2 WHERE id = $1 AND status = 'UPLOADING' RETURNING id`,
        [id, clock.now()],
      );
      if (moved.length === 0) return;
      await tx.enqueue(PROCESS_JOB, { mediaId: id });
      await tx.emit('media.changed', { mediaId: id, ownerId: viewer.id });
    });
    return toMyMedia(await this.mine(viewer, id));
  }

  private async upload(row: UploadRow): Promise<Upload> {
    const media = toMyMedia(row);
    const key = originalKey(row.id);
    if (row.kind === 'PHOTO') {
      const { url, fields } = await this.storage.presignedPost({
        key,
        contentType: row.contentType,
        minBytes: 1,
        maxBytes: row.size,
        expires: ADDRESS_LIFE,
      });
      return { media, form: { url, fields: Object.entries(fields).map(([name, value]) => ({ name, value })) }, parts: null };
    }
    return { media, form: null, parts: await this.partsOf(key, await this.multipartOf(row, key), row.size) };
  }

  /** Begun once, after its row: no upload lies in the store that nobody knows. Of two that begin it at once, one gives up its own. */
  private async multipartOf(row: UploadRow, key: string): Promise<string> {
    if (row.multipartId !== null) return row.multipartId;
    const begun = await this.storage.startMultipart(key, row.contentType);
    const [{ id } = { id: begun }] = await this.db.query<{ id: string }>(
      'UPDATE media SET multipart_id = coalesce(multipart_id, $2) WHERE id = $1 RETURNING multipart_id AS id',
      [row.id, begun],
    );
    if (id !== begun) await this.storage.abortMultipart(key, begun);
    return id;
  }

  /** Of two that join the parts at once, one finds nothing left to join. */
  private async join(key: string, multipartId: string, size: number): Promise<void> {
    try {
      const parts = await this.storage.listParts(key, multipartId);
      const total = parts.reduce((sum, part) => sum + part.size, 0);
      if (total !== size) throw new UserError('CONFLICT', 'Not all of it has arrived: send the missing parts.');
      await this.storage.completeMultipart(key, multipartId, parts);
    } catch (err) {
      if (!(err instanceof NotFound)) throw err;
    }
  }

  private async partsOf(key: string, multipartId: string, size: number): Promise<FilmPart[]> {
    const parts = await this.storage.listParts(key, multipartId).catch(async (err: unknown) => {
      // Joined by a completion that was killed before it could be written down: nothing is missing but to complete it again.
      if (err instanceof NotFound && (await this.isThere(key))) return null;
      throw err;
    });
    const there = new Map(parts?.map((part) => [part.part, part.size]));
    return Array.from({ length: Math.ceil(size / PART) }, (_, n) => {
      const [start, end] = [n * PART, Math.min(size, (n + 1) * PART)];
      const url = this.storage.presignedPart({ key, uploadId: multipartId, part: n + 1, bytes: end - start, expires: ADDRESS_LIFE });
      return { number: n + 1, start, end, done: parts === null || there.get(n + 1) === end - start, url };
    });
  }

  private async isThere(key: string): Promise<boolean> {
    try {
      await this.storage.stat(key);
      return true;
    } catch (err) {
      if (err instanceof NotFound) return false;
      throw err;
    }
  }

  private async mine(viewer: Viewer, id: string): Promise<UploadRow> {
    const [row] = await this.db.query<UploadRow>(
      `SELECT ${UPLOAD_COLUMNS} FROM media m WHERE m.id = $1 AND m.owner_id = $2 AND m.status <> 'REMOVED'`,
      [id, viewer.id],
    );
    if (!row) throw notFound();
    return row;
  }
}

const openUntil = (): Date => new Date(clock.now().getTime() + LATEST_ARRIVAL);

/** The lock on the account makes the limit hold when several begin at once. */
async function assertRoom(tx: Tx, viewer: Viewer, purpose: MediaPurpose, kind: MediaKind): Promise<void> {
  const most = viewer.role === 'MAN' || viewer.role === 'WOMAN' ? MOST[purpose][viewer.role][kind] : 0;
  await tx.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [viewer.id]);
  const [{ count } = { count: 0 }] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM media WHERE owner_id = $1 AND purpose = $2 AND kind = $3 AND NOT attached AND message_id IS NULL
     AND status IN ('UPLOADING', 'PROCESSING', 'READY')`,
    [viewer.id, purpose, kind],
  );
  if (count >= most) throw new UserError('CONFLICT', `At most ${most} here: remove one first.`);
}
