import { record } from '../audit/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { notFound, UserError } from '../platform/errors.js';
import { forwardPage, pageSize } from '../platform/graphql/connections.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { ReportRow } from './report.rows.js';
import { CLAIM_HOLDS_FOR, targetIn } from './report.rows.js';
import { APPEALABLE_FOR, type Outcome } from './outcomes.js';
import type { Rule } from './rules.js';
import type { Appeal, AppealInput, MyReport, MyReportConnection, Sanction } from './sanction.types.js';
import { settle } from './standing.js';

interface Row {
  id: string;
  outcome: Outcome;
  rule: Rule;
  statement: string;
  decidedAt: Date;
  endsAt: Date | null;
  overturnedAt: Date | null;
  appeal: (Omit<Appeal, 'filedAt' | 'decidedAt'> & { filedAt: string; decidedAt: string | null }) | null;
}

const MINE = `SELECT d.id, d.outcome, d.rule, d.statement, d.decided_at AS "decidedAt", d.ends_at AS "endsAt", d.overturned_at AS "overturnedAt",
    (SELECT row_to_json(mine) FROM (
       SELECT a.words, a.filed_at AS "filedAt", a.decided_at AS "decidedAt", a.granted, a.answer FROM appeals a WHERE a.decision_id = d.id
     ) AS mine) AS appeal
  FROM decisions d WHERE d.subject_id = $1 AND d.outcome <> 'DISMISS'`;

/** The side of who was sanctioned, and of who reported: what one is told. */
export class SanctionService {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
  ) {}

  async mine(viewer: Viewer): Promise<Sanction[]> {
    const rows = await this.db.query<Row>(`${MINE} ORDER BY d.decided_at DESC, d.id LIMIT 50`, [viewer.id]);
    return rows.map(toSanction);
  }

  /** What left somebody their access, and so may go unseen. */
  async unread(userId: string): Promise<string | null> {
    const [row] = await this.db.query<{ id: string }>(
      `SELECT id FROM decisions WHERE subject_id = $1 AND acknowledged_at IS NULL AND outcome IN ('WARN', 'REMOVE_CONTENT') AND overturned_at IS NULL
       ORDER BY decided_at DESC, id LIMIT 1`,
      [userId],
    );
    return row?.id ?? null;
  }

  /** With what came before it: who read the newest is not led through the others. */
  async acknowledge(viewer: Viewer, decisionId: string): Promise<boolean> {
    const read = await this.db.query(
      `UPDATE decisions d SET acknowledged_at = coalesce(d.acknowledged_at, $3) FROM decisions newest
       WHERE newest.id = $2 AND newest.subject_id = $1 AND d.subject_id = $1 AND d.decided_at <= newest.decided_at RETURNING d.id`,
      [viewer.id, decisionId, clock.now()],
    );
    if (read.length === 0) throw notFound();
    return true;
  }

  /** One for each decision, while it may be contested. */
  async appeal(viewer: Viewer, { decisionId, words }: AppealInput): Promise<Sanction> {
    const now = clock.now();
    await this.db.transaction(async (tx) => {
      const decision = await tx.one<{ decidedAt: Date }>(
        `SELECT decided_at AS "decidedAt" FROM decisions WHERE id = $1 AND subject_id = $2 AND outcome <> 'DISMISS' FOR UPDATE`,
        [decisionId, viewer.id],
      );
      if (!decision) throw notFound();
      if (decision.decidedAt.getTime() + APPEALABLE_FOR < now.getTime())
        throw new UserError('CONFLICT', 'It could be contested for six months.');
      const filed = await tx.query(
        'INSERT INTO appeals (decision_id, words, filed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING decision_id',
        [decisionId, words.trim(), now],
      );
      if (filed.length === 0) throw new UserError('CONFLICT', 'This decision was contested already.');
      await record(tx, viewer.id, viewer.id, { kind: 'appeal.filed', details: { decisionId } });
    });
    const [row] = await this.db.query<Row>(`${MINE} AND d.id = $2`, [viewer.id, decisionId]);
    if (!row) throw notFound();
    return toSanction(row);
  }

  async reports(viewer: Viewer, first: number, after?: string | null): Promise<MyReportConnection> {
    const size = pageSize(first);
    const from = typeof after === 'string' ? this.cursors.decode('my-reports', after)[0] : null;
    const rows = await this.db.query<MyReport & ReportRow>(
      `SELECT r.id, r.case_number AS "caseNumber", r.reason, r.words, r.created_at AS "createdAt", r.handled_at AS "handledAt",
              r.conversation_id AS "conversationId", r.post_id AS "postId", r.message_id AS "messageId", r.media_id AS "mediaId",
              CASE WHEN r.status = 'HANDLED' THEN 'CLOSED' WHEN r.claimed_at > $2::timestamptz - ${CLAIM_HOLDS_FOR} THEN 'IN_REVIEW' ELSE 'RECEIVED' END AS state,
              d.outcome <> 'DISMISS' AS "measureTaken"
       FROM reports r LEFT JOIN decisions d ON d.report_id = r.id
       WHERE r.reporter_id = $1 AND ($3::uuid IS NULL OR r.id < $3) ORDER BY r.id DESC LIMIT $4`,
      [viewer.id, clock.now(), from, size + 1],
    );
    return forwardPage(
      rows,
      size,
      after,
      (row): MyReport => ({ ...row, target: targetIn(row) }),
      (row) => this.cursors.encode('my-reports', [row.id]),
    );
  }

  /** The job: suspensions that are over. Whoever calls before it came by is let in all the same. */
  async liftEnded(): Promise<void> {
    const over = await this.db.query<{ id: string }>(
      `SELECT id FROM users WHERE status = 'SUSPENDED' AND suspended_until <= $1 ORDER BY suspended_until LIMIT 500`,
      [clock.now()],
    );
    for (const { id } of over) await this.lift(id);
  }

  lift(userId: string): Promise<void> {
    return this.db.transaction((tx) => settle(tx, userId, clock.now()));
  }
}

function toSanction({ appeal, overturnedAt, ...row }: Row): Sanction {
  const ended = row.endsAt !== null && row.endsAt <= clock.now();
  return {
    ...row,
    automated: false,
    state: overturnedAt ? 'OVERTURNED' : ended ? 'ENDED' : 'IN_FORCE',
    appealableUntil: new Date(row.decidedAt.getTime() + APPEALABLE_FOR),
    appeal: appeal && { ...appeal, filedAt: new Date(appeal.filedAt), decidedAt: appeal.decidedAt ? new Date(appeal.decidedAt) : null },
  };
}
