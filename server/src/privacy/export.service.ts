import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record } from '../audit/index.js';
import { clock, days, minutes } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Locale, Viewer } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import type { Mailer } from '../platform/mail.js';
import type { PersonalData } from '../platform/personal-data.js';
import type { Storage } from '../platform/storage/index.js';
import { exportKey, writeArchive } from './export-archive.js';
import { exportReadyMail } from './privacy.mails.js';
import type { DataExport } from './privacy.types.js';

export const EXPORT_JOB = 'privacy.export';
/** How long a copy may be fetched. */
const OFFERED_FOR = days(7);
/** One that is not there by then will not come: the queue gave it up, or lost it. */
const LONGEST = minutes(60);

export interface ExportParts {
  db: Database;
  storage: Storage;
  mailer: Mailer;
  siteUrl: string;
  personalData: Record<string, PersonalData>;
  filesOf: (userId: string) => Promise<{ key: string; name: string }[]>;
}

interface ExportRow {
  id: string;
  askedAt: Date;
  readyAt: Date | null;
  bytes: string | null;
}

/** Copies of everything we keep of a person, made by a job, offered for a week. */
export class ExportService {
  constructor(private readonly parts: ExportParts) {}

  async latest(viewer: Viewer): Promise<DataExport | null> {
    const row = await this.row(viewer.id);
    return row && !isOver(row) ? toExport(row) : null;
  }

  async ask(viewer: Viewer): Promise<DataExport> {
    await this.parts.db.transaction(async (tx) => {
      // One at a time: who asks twice at once gets one.
      await tx.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [viewer.id]);
      const now = clock.now();
      const [under] = await tx.query('SELECT 1 FROM data_exports WHERE user_id = $1 AND ready_at IS NULL AND asked_at > $2', [
        viewer.id,
        new Date(now.getTime() - LONGEST),
      ]);
      if (under) return;
      const id = newId();
      await tx.query('INSERT INTO data_exports (id, user_id, asked_at) VALUES ($1, $2, $3)', [id, viewer.id, now]);
      await record(tx, viewer.id, viewer.id, { kind: 'export.asked', details: {} });
      await tx.enqueue(EXPORT_JOB, { exportId: id });
    });
    return toExport((await this.row(viewer.id))!);
  }

  /** The file of the copy with this id, if it is this person's and still offered. */
  async fileOf(userId: string, exportId: string): Promise<string | null> {
    const row = await this.row(userId);
    return row?.id === exportId && row.readyAt && !isOver(row) ? exportKey(row.id) : null;
  }

  /** The job. Begun again, it writes the same file anew. */
  async make({ exportId }: { exportId: string }): Promise<void> {
    const { db, storage, mailer, siteUrl } = this.parts;
    const owner = await db.one<{ id: string; email: string; locale: Locale; ready: boolean }>(
      `SELECT u.id, u.email, u.locale, e.ready_at IS NOT NULL AS ready FROM data_exports e JOIN users u ON u.id = e.user_id
       WHERE e.id = $1 AND u.status <> 'DELETED'`,
      [exportId],
    );
    if (!owner) return;
    if (!owner.ready) {
      const folder = await mkdtemp(join(tmpdir(), 'premier-pas-export-'));
      try {
        const path = join(folder, 'all.zip');
        await writeArchive(path, { data: await this.gather(owner.id), files: await this.files(owner.id), madeAt: clock.now() });
        const { size } = await stat(path);
        await storage.put(exportKey(exportId), createReadStream(path), { contentType: 'application/zip', size });
        await db.query('UPDATE data_exports SET ready_at = $2, bytes = $3 WHERE id = $1', [exportId, clock.now(), size]);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    await mailer.send({ to: owner.email, ...exportReadyMail(owner.locale, siteUrl) });
  }

  /** The job: what nobody may fetch any more goes. */
  async forgetOld(): Promise<void> {
    const { db, storage } = this.parts;
    const old = await db.query<{ id: string }>('SELECT id FROM data_exports WHERE asked_at < $1', [
      new Date(clock.now().getTime() - OFFERED_FOR - LONGEST),
    ]);
    if (old.length === 0) return;
    await storage.remove(old.map(({ id }) => exportKey(id)));
    await db.query('DELETE FROM data_exports WHERE id = ANY ($1::uuid[])', [old.map(({ id }) => id)]);
  }

  private async gather(userId: string): Promise<Record<string, Record<string, unknown>>> {
    const gathered: Record<string, Record<string, unknown>> = {};
    for (const [name, data] of Object.entries(this.parts.personalData)) gathered[name] = await data.gather(userId);
    return gathered;
  }

  private async files(userId: string) {
    const files = await this.parts.filesOf(userId);
    return files.map(({ key, name }) => ({ name, read: () => this.parts.storage.read(key) }));
  }

  private row(userId: string): Promise<ExportRow | undefined> {
    return this.parts.db.one<ExportRow>(
      `SELECT id, asked_at AS "askedAt", ready_at AS "readyAt", bytes FROM data_exports WHERE user_id = $1 ORDER BY asked_at DESC, id DESC LIMIT 1`,
      [userId],
    );
  }
}

const endOf = ({ readyAt }: ExportRow): Date | null => readyAt && new Date(readyAt.getTime() + OFFERED_FOR);

function isOver(row: ExportRow): boolean {
  const end = endOf(row);
  return end !== null && end <= clock.now();
}

function toExport(row: ExportRow): DataExport {
  const late = clock.now().getTime() - row.askedAt.getTime() > LONGEST;
  return {
    status: row.readyAt ? 'READY' : late ? 'FAILED' : 'PREPARING',
    askedAt: row.askedAt,
    expiresAt: endOf(row),
    kilobytes: row.bytes === null ? null : Math.ceil(Number(row.bytes) / 1_000),
    url: row.readyAt && `/media/exports/${row.id}`,
  };
}
