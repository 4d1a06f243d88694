import type { Media, MediaKind, MediaPurpose, MediaStatus, MyMedia } from './media.types.js';
import type { Refusal } from './refusal.js';

/** A row of `media`, without what only the upload needs. */
export interface MediaRow {
  id: string;
  ownerId: string;
  kind: MediaKind;
  purpose: MediaPurpose;
  status: MediaStatus;
  refusal: Refusal | null;
  progress: number;
  width: number | null;
  height: number | null;
  durationMs: number | null;
  blurhash: string | null;
  color: string | null;
  alt: string;
  caption: string;
}

export const MEDIA_COLUMNS = `m.id, m.owner_id AS "ownerId", m.kind, m.purpose, m.status, m.refusal, m.progress, m.width, m.height,
  m.duration_ms AS "durationMs", m.blurhash, m.color, m.alt, m.caption`;

/** What others may see of it; null before it is READY. */
export function toMedia(row: MediaRow): Media | null {
  const { id, kind, status, width, height, durationMs, blurhash, color, alt, caption } = row;
  if (status !== 'READY' || width === null || height === null || blurhash === null || color === null) return null;
  return { id, kind, width, height, duration: durationMs === null ? null : durationMs / 1_000, blurhash, color, alt, caption };
}

export function toMyMedia(row: MediaRow): MyMedia {
  const { id, kind, purpose, status, refusal, progress, alt, caption } = row;
  return { id, kind, purpose, status, refusal, progress, alt, caption, shown: toMedia(row) };
}
