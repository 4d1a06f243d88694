import { randomUUID } from 'node:crypto';
import { clock } from '../../server/src/platform/clock.js';
import type { House } from '../../server/test/harness.js';

/** A photo or film that is READY, without the work that leads there: its row, and these files. */
export async function shown(
  { app }: House,
  ownerId: string,
  kind: 'PHOTO' | 'VIDEO',
  files: Record<string, { data: Buffer; contentType: string }>,
): Promise<string> {
  const id = randomUUID();
  for (const [name, { data, contentType }] of Object.entries(files))
    await app.storage.put(`media/${id}/${name}`, data, { contentType, size: data.length });
  await app.db.query(
    `INSERT INTO media (id, owner_id, purpose, kind, status, content_type, size, place, created_at, changed_at)
     VALUES ($1, $2, 'PROFILE', $3, 'PROCESSING', 'image/jpeg', 1, 1, $4, $4)`,
    [id, ownerId, kind, clock.now()],
  );
  await app.db.query(
    `UPDATE media SET status = 'READY', width = 1080, height = 1350, duration_ms = $2, blurhash = 'L6PZfSi_.AyE_3t7t7R**0o#DgR4', color = '#806050' WHERE id = $1`,
    [id, kind === 'VIDEO' ? 60_000 : null],
  );
  return id;
}
