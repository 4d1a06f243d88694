import type { Role } from '../platform/graphql/context.js';
import type { Report, ReportReason, ReportStatus } from './moderation.types.js';
import type { Outcome } from './outcomes.js';
import type { Knowledge } from './reportable.js';

/** Whoever does not come back leaves the case to others. */
export const CLAIM_HOLDS_FOR = `interval '1 hour'`;

export interface ReportRow {
  id: string;
  caseNumber: string;
  reason: ReportReason;
  words: string | null;
  status: ReportStatus;
  createdAt: Date;
  handledAt: Date | null;
  note: string | null;
  quoted: string | null;
  severity: number;
  reporterId: string | null;
  reporterRole: Role | null;
  reportedId: string;
  reportedRole: Role;
  conversationId: string | null;
  postId: string | null;
  messageId: string | null;
  mediaId: string | null;
  messageIds: string[];
  evidenceHash: string | null;
  /** Whose claim holds at `$1`. */
  claimedById: string | null;
  claimedByRole: Role | null;
  outcome: Outcome | null;
}

/** `$1` is now: a claim ends by itself. */
export const SELECT_REPORT = `SELECT r.id, r.case_number AS "caseNumber", r.reason, r.words, r.status, r.created_at AS "createdAt", r.handled_at AS "handledAt",
    r.note, r.quoted, r.severity, r.reporter_id AS "reporterId", reporter.role AS "reporterRole", r.reported_id AS "reportedId", reported.role AS "reportedRole",
    r.conversation_id AS "conversationId", r.post_id AS "postId", r.message_id AS "messageId", r.media_id AS "mediaId", r.message_ids AS "messageIds",
    r.evidence_hash AS "evidenceHash", claimer.id AS "claimedById", claimer.role AS "claimedByRole", d.outcome
  FROM reports r LEFT JOIN users reporter ON reporter.id = r.reporter_id JOIN users reported ON reported.id = r.reported_id
  LEFT JOIN users claimer ON claimer.id = r.claimed_by AND r.status = 'OPEN' AND r.claimed_at > $1::timestamptz - ${CLAIM_HOLDS_FOR}
  LEFT JOIN decisions d ON d.report_id = r.id`;

/** Nobody reads or decides what is about them or by them, whatever they have become since. `viewer` is an SQL expression, never a value. */
export const notTheirs = (viewer: string): string => `(r.reported_id <> ${viewer} AND r.reporter_id IS DISTINCT FROM ${viewer})`;

/** As moderators see them. */
export async function toReports(viewerId: string, rows: ReportRow[], knowledge: Knowledge): Promise<Report[]> {
  const names = await knowledge.usernames([
    ...new Set(rows.flatMap((row) => [row.reporterId, row.reportedId, row.claimedById]).filter((id) => id !== null)),
  ]);
  const person = (id: string, role: Role) => ({ id, role, username: names.get(id) ?? null });
  return rows.map((row) => ({
    id: row.id,
    caseNumber: row.caseNumber,
    reason: row.reason,
    words: row.words,
    status: row.status,
    createdAt: row.createdAt,
    handledAt: row.handledAt,
    note: row.note,
    quoted: row.quoted,
    severity: row.severity,
    outcome: row.outcome,
    target: targetIn(row),
    reporter: row.reporterId && row.reporterRole ? person(row.reporterId, row.reporterRole) : null,
    reported: person(row.reportedId, row.reportedRole),
    claimedBy: row.claimedById && row.claimedByRole ? person(row.claimedById, row.claimedByRole) : null,
    claimedByMe: row.claimedById === viewerId,
  }));
}

type Pointer = Pick<ReportRow, 'conversationId' | 'postId' | 'messageId' | 'mediaId'>;

export function targetIn({ conversationId, postId, messageId, mediaId }: Pointer): Report['target'] {
  if (messageId) return 'MESSAGE';
  if (conversationId) return 'CONVERSATION';
  if (postId) return 'POST';
  return mediaId ? 'MEDIA' : 'PERSON';
}
