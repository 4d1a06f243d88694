import { clock } from '../platform/clock.js';
import { randomToken, sha256 } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { Snapshot } from './reportable.js';

type Kind = 'PROFILE' | 'POSTS' | 'CONVERSATION' | 'MEDIA';

interface Row {
  kind: Kind;
  content: string | null;
  salt: string | null;
  hash: string;
  createdAt: Date;
}

/** What is read back of it. */
export interface Kept {
  frozenAt: Date;
  /** Whether each link holds, and the last is the one the report names. */
  intact: boolean;
  purged: boolean;
  snapshot: Snapshot;
}

const NOTHING = '';

/** Each link holds its own content, salted so that a purged one cannot be guessed, and the link before it. */
const linkOf = (previous: string, content: string): string => sha256(`${previous}\n${content}`);
const contentHash = (salt: string, text: string): string => sha256(`${salt}\n${text}`);

/** Freezes what there is, in the transaction of the report; the hash of the last link. */
export async function freeze(tx: Tx, reportId: string, { profile, posts, conversation, media }: Snapshot): Promise<string> {
  const parts: [Kind, unknown][] = [
    ['PROFILE', profile],
    ['POSTS', posts],
    ['CONVERSATION', conversation],
    ['MEDIA', media],
  ];
  let last = NOTHING;
  for (const [place, [kind, part]] of parts.entries()) {
    const [content, salt] = [JSON.stringify(part), randomToken(16)];
    const digest = contentHash(salt, content);
    last = linkOf(last, digest);
    await tx.query('INSERT INTO evidence (report_id, place, kind, content, salt, hash, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)', [
      reportId,
      place,
      kind,
      content,
      salt,
      `${digest} ${last}`,
      clock.now(),
    ]);
  }
  await tx.query('INSERT INTO evidence_media (media_id, report_id) SELECT id, $2 FROM unnest($1::uuid[]) AS id', [
    media.map(({ id }) => id),
    reportId,
  ]);
  return last;
}

/** Null for a report of before evidence was kept. */
export async function kept(db: Pick<Database, 'query'>, reportId: string, head: string | null): Promise<Kept | null> {
  const rows = await db.query<Row>(
    'SELECT kind, content, salt, hash, created_at AS "createdAt" FROM evidence WHERE report_id = $1 ORDER BY place',
    [reportId],
  );
  const [first] = rows;
  if (!first || head === null) return null;
  const of = <T>(kind: Kind, otherwise: T): T =>
    (JSON.parse(rows.find((row) => row.kind === kind)?.content ?? 'null') as T | null) ?? otherwise;
  return {
    frozenAt: first.createdAt,
    intact: holds(rows, head),
    purged: rows.every(({ content }) => content === null),
    snapshot: {
      profile: of<object | null>('PROFILE', null),
      posts: of('POSTS', []),
      conversation: of<Snapshot['conversation']>('CONVERSATION', null),
      media: of('MEDIA', []),
    },
  };
}

function holds(rows: Row[], head: string): boolean {
  let last = NOTHING;
  for (const { content, salt, hash } of rows) {
    const [digest = '', link] = hash.split(' ');
    last = linkOf(last, digest);
    if (link !== last) return false;
    if (content !== null && salt !== null && contentHash(salt, content) !== digest) return false;
  }
  return last === head;
}

/** Whether a photo or film is evidence: its files stay. `media` is an SQL expression, never a value. */
export const heldAsEvidence = (media: string): string => `EXISTS (SELECT 1 FROM evidence_media held WHERE held.media_id = ${media})`;

/** What was decided so long ago goes, unless an appeal waits; the links stay, and what they held is let go. */
export async function purgeEvidence(tx: Tx, decidedBefore: Date): Promise<number> {
  const due = await tx.query<{ id: string }>(
    `SELECT r.id FROM reports r WHERE r.handled_at < $1
       AND EXISTS (SELECT 1 FROM evidence e WHERE e.report_id = r.id AND e.purged_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM decisions d JOIN appeals a ON a.decision_id = d.id WHERE d.report_id = r.id AND a.decided_at IS NULL)
     ORDER BY r.id LIMIT 500 FOR UPDATE OF r`,
    [decidedBefore],
  );
  const ids = due.map(({ id }) => id);
  await tx.query('UPDATE evidence SET content = NULL, salt = NULL, purged_at = $2 WHERE report_id = ANY ($1::uuid[])', [ids, clock.now()]);
  await tx.query('DELETE FROM evidence_media WHERE report_id = ANY ($1::uuid[])', [ids]);
  await tx.query('UPDATE reports SET quoted = NULL WHERE id = ANY ($1::uuid[])', [ids]);
  return ids.length;
}

/** Cases so old go, with their decisions: but for bans in force, and for what is still contested. */
export async function forgetReports(db: Pick<Database, 'query'>, handledBefore: Date): Promise<void> {
  await db.query(
    `DELETE FROM reports r WHERE r.handled_at < $1 AND NOT EXISTS (
       SELECT 1 FROM decisions d LEFT JOIN appeals a ON a.decision_id = d.id
       WHERE d.report_id = r.id AND ((d.outcome = 'BAN' AND d.overturned_at IS NULL) OR (a.filed_at IS NOT NULL AND a.decided_at IS NULL)))`,
    [handledBefore],
  );
}
