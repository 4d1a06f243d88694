import { heldAsEvidence } from '../moderation/index.js';
import { clock, seconds } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { notFound } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { PeopleService } from '../profiles/index.js';
import { MEDIA_COLUMNS, toMedia, type MediaRow } from './media.rows.js';
import type { Media, MediaKind, MediaPurpose } from './media.types.js';

const REMEMBERED_FOR = seconds(4);
const REMEMBERED_MOST = 50_000;

export interface Shown {
  ownerId: string;
  kind: MediaKind;
  purpose: MediaPurpose;
}

/** Whether two people have an open conversation; chat knows. */
export type AreTalking = (viewer: Viewer, otherId: string) => Promise<boolean>;

/** Whether somebody else's photo or film is shown to the viewer there, as only those know whose place it is. */
export interface ShownIn {
  /** Whatever else they see of its owner. */
  post: (viewer: Viewer, mediaId: string) => Promise<boolean>;
  message: (viewer: Viewer, mediaId: string) => Promise<boolean>;
}

/**
 * Who may see a photo or film, asked again whenever it is fetched, and between the pieces of a film. An answer is remembered for
 * a few seconds, for a grid of portraits is asked for all at once: a block is felt within 5.
 */
export class MediaAccess {
  private readonly remembered = new Map<string, { answer: Promise<Shown | null>; at: number }>();

  constructor(
    private readonly db: Database,
    private readonly people: PeopleService,
    private readonly areTalking: AreTalking,
    private readonly shownIn: ShownIn,
  ) {}

  /** Null when it does not exist, is not READY, or is not for this viewer: all the same to whoever asks. */
  shownTo(viewer: Viewer, mediaId: string): Promise<Shown | null> {
    // Not remembered: a sanction bites at once.
    if (viewer.status !== 'ACTIVE' || !viewer.verified || !viewer.termsAccepted) return Promise.resolve(null);
    const key = `${viewer.id} ${viewer.subscribed ? 1 : 0} ${mediaId}`;
    const now = clock.now().getTime();
    const known = this.remembered.get(key);
    if (known && Math.abs(now - known.at) < REMEMBERED_FOR) return known.answer;
    if (this.remembered.size >= REMEMBERED_MOST) this.remembered.clear();
    const answer = this.ask(viewer, mediaId);
    this.remembered.set(key, { answer, at: now });
    answer.catch(() => this.remembered.delete(key));
    return answer;
  }

  /** What it looks like, to whoever it is shown. */
  async one(viewer: Viewer, mediaId: string): Promise<Media> {
    const shown = await this.shownTo(viewer, mediaId.toLowerCase());
    const [row] = shown
      ? await this.db.prepared<MediaRow>('media-one', `SELECT ${MEDIA_COLUMNS} FROM media m WHERE m.id = $1`, [mediaId])
      : [];
    const media = row && toMedia(row);
    if (!media) throw notFound();
    return media;
  }

  private async ask(viewer: Viewer, mediaId: string): Promise<Shown | null> {
    if (viewer.role === 'MODERATOR' || viewer.role === 'ADMIN') return this.asEvidence(mediaId);
    const [row] = await this.db.prepared<Shown>(
      'media-owner',
      `SELECT m.owner_id AS "ownerId", m.kind, m.purpose FROM media m WHERE m.id = $1 AND m.status = 'READY'`,
      [mediaId],
    );
    return row && (await this.sees(viewer, mediaId, row)) ? row : null;
  }

  /** Moderators see what is evidence and nothing else, also what its owner has removed since. */
  private async asEvidence(mediaId: string): Promise<Shown | null> {
    const row = await this.db.one<Shown>(
      `SELECT m.owner_id AS "ownerId", m.kind, m.purpose FROM media m WHERE m.id = $1 AND m.status IN ('READY', 'REMOVED') AND ${heldAsEvidence('m.id')}`,
      [mediaId],
    );
    return row ?? null;
  }

  private async sees(viewer: Viewer, mediaId: string, { ownerId, purpose }: Shown): Promise<boolean> {
    if (viewer.id === ownerId) return true;
    if (purpose === 'MESSAGE') return this.shownIn.message(viewer, mediaId);
    if (purpose === 'POST' && !(await this.shownIn.post(viewer, mediaId))) return false;
    if (viewer.role === 'WOMAN' && viewer.subscribed) return this.people.seesMan(viewer.id, ownerId);
    return (viewer.role === 'WOMAN' || viewer.role === 'MAN') && this.areTalking(viewer, ownerId);
  }
}
