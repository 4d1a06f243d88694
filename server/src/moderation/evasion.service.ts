import { record } from '../audit/index.js';
import { clock, days } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { Role } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import { newCaseNumber } from './case-number.js';
import type { EvasionMatch, MarkKind } from './evasion.types.js';
import { freeze } from './evidence.js';
import { SEVERITIES } from './moderation.types.js';
import type { Knowledge } from './reportable.js';

export const EVASION_JOB = 'moderation.look-for-evasion';
/** How long somebody who was banned is recognised, whatever becomes of the account. The privacy page says so. */
const RECOGNISED_FOR = days(3 * 365);

interface Match {
  decisionId: string;
  kind: MarkKind;
}

/**
 * Whoever was banned and comes back under another name is looked at by a person. A machine only compares: the address, the
 * number and the card, by keyed hashes. It decides nothing, tells the person nothing, and a pair that was looked at once is not raised again.
 */
export class EvasionService {
  constructor(
    private readonly db: Database,
    private readonly knowledge: Knowledge,
  ) {}

  /** Within the transaction of the ban: what recognises them, before the account may go. */
  async remember(tx: Tx, userId: string): Promise<void> {
    const marks = await this.knowledge.marks(tx, userId);
    await tx.query(
      `INSERT INTO banned_marks (decision_id, kind, hash)
       SELECT ban.id, mark.kind, mark.hash FROM unnest($2::text[], $3::text[]) AS mark(kind, hash), (
         SELECT id FROM decisions WHERE subject_id = $1 AND outcome = 'BAN' AND overturned_at IS NULL ORDER BY decided_at DESC, id DESC LIMIT 1
       ) AS ban ON CONFLICT DO NOTHING`,
      [userId, marks.map(({ kind }) => kind), marks.map(({ hash }) => hash)],
    );
  }

  /** The job, after a sign-up, a proven number or a new card. Run twice, it finds what it found. */
  async look({ userId }: { userId: string }): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`evasion: ${userId}`]);
      const matches = await this.matchesOf(tx, userId);
      if (matches.length === 0) return;
      const open = await tx.one<{ id: string }>(
        `SELECT id FROM reports WHERE reported_id = $1 AND reason = 'BAN_EVASION' AND status = 'OPEN' FOR UPDATE`,
        [userId],
      );
      const reportId = open?.id ?? (await this.file(tx, userId));
      await tx.query(
        `INSERT INTO evasion_matches (report_id, decision_id, kind) SELECT $1, * FROM unnest($2::uuid[], $3::text[]) ON CONFLICT DO NOTHING`,
        [reportId, matches.map(({ decisionId }) => decisionId), matches.map(({ kind }) => kind)],
      );
    });
  }

  /** What a report of the house rests on, for whoever decides it. */
  async shown(reportId: string): Promise<EvasionMatch[]> {
    const rows = await this.db.query<Omit<EvasionMatch, 'person'> & { subjectId: string; role: Role }>(
      `SELECT e.kind, d.decided_at AS "bannedAt", r.id AS "reportId", r.case_number AS "caseNumber", d.subject_id AS "subjectId", u.role
       FROM evasion_matches e JOIN decisions d ON d.id = e.decision_id JOIN reports r ON r.id = d.report_id JOIN users u ON u.id = d.subject_id
       WHERE e.report_id = $1 ORDER BY d.decided_at DESC, d.id, e.kind`,
      [reportId],
    );
    const names = await this.knowledge.usernames(rows.map(({ subjectId }) => subjectId));
    return rows.map(({ subjectId, role, ...match }) => ({
      ...match,
      person: { id: subjectId, role, username: names.get(subjectId) ?? null },
    }));
  }

  /** The job of every night: a ban that fell recognises nobody, and an old one no longer does. */
  async forget(): Promise<void> {
    await this.db.query(
      'DELETE FROM banned_marks m USING decisions d WHERE d.id = m.decision_id AND (d.overturned_at IS NOT NULL OR d.decided_at < $1)',
      [new Date(clock.now().getTime() - RECOGNISED_FOR)],
    );
  }

  /** Bans in force of somebody else that share something with this account, without those that were looked at already. */
  private async matchesOf(tx: Tx, userId: string): Promise<Match[]> {
    const here = await tx.one(`SELECT 1 FROM users WHERE id = $1 AND status IN ('ACTIVE', 'SUSPENDED')`, [userId]);
    if (!here) return [];
    const marks = await this.knowledge.marks(tx, userId);
    return tx.query<Match>(
      `SELECT m.decision_id AS "decisionId", m.kind
       FROM unnest($2::text[], $3::text[]) AS mine(kind, hash) JOIN banned_marks m USING (kind, hash) JOIN decisions d ON d.id = m.decision_id
       WHERE d.subject_id <> $1 AND d.overturned_at IS NULL AND d.decided_at > $4
         AND NOT EXISTS (
           SELECT 1 FROM evasion_matches e JOIN reports r ON r.id = e.report_id JOIN decisions former ON former.id = e.decision_id
           WHERE r.reported_id = $1 AND r.status = 'HANDLED' AND former.subject_id = d.subject_id)`,
      [userId, marks.map(({ kind }) => kind), marks.map(({ hash }) => hash), new Date(clock.now().getTime() - RECOGNISED_FOR)],
    );
  }

  private async file(tx: Tx, userId: string): Promise<string> {
    const [id, caseNumber, reason] = [newId(), newCaseNumber(), 'BAN_EVASION' as const];
    await tx.query('INSERT INTO reports (id, case_number, reported_id, reason, severity, created_at) VALUES ($1, $2, $3, $4, $5, $6)', [
      id,
      caseNumber,
      userId,
      reason,
      SEVERITIES[reason],
      clock.now(),
    ]);
    const evidence = await freeze(tx, id, await this.knowledge.snapshot(tx, null, userId, { messages: [], media: [] }));
    await tx.query('UPDATE reports SET evidence_hash = $2 WHERE id = $1', [id, evidence]);
    await record(tx, null, userId, { kind: 'report.filed', details: { caseNumber, reason, evidence } });
    return id;
  }
}
