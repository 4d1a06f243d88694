import { record } from '../audit/index.js';
import type { Role } from '../platform/graphql/context.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { notFound, UserError } from '../platform/errors.js';
import { forwardPage, pageSize, type Connection } from '../platform/graphql/connections.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { HandleReportArgs, Report, ReportReason, ReportsArgs, ReportStatus } from './moderation.types.js';
import type { Knowledge } from './reportable.js';

interface Row {
  id: string;
  caseNumber: string;
  reason: ReportReason;
  words: string | null;
  status: ReportStatus;
  createdAt: Date;
  handledAt: Date | null;
  note: string | null;
  quoted: string | null;
  reporterId: string;
  reporterRole: Role;
  reportedId: string;
  reportedRole: Role;
}

const SELECT = `SELECT r.id, r.case_number AS "caseNumber", r.reason, r.words, r.status, r.created_at AS "createdAt", r.handled_at AS "handledAt",
    r.note, r.quoted, r.reporter_id AS "reporterId", reporter.role AS "reporterRole", r.reported_id AS "reportedId", reported.role AS "reportedRole"
  FROM reports r JOIN users reporter ON reporter.id = r.reporter_id JOIN users reported ON reported.id = r.reported_id`;

/** What is waited for longest comes first; of what is done, the latest. */
const ORDER = { OPEN: { after: '>', by: 'ASC' }, HANDLED: { after: '<', by: 'DESC' } } as const;

/** The moderators' side: every reading and every decision is audited. */
export class ReportQueue {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
    private readonly knowledge: Knowledge,
  ) {}

  async list(viewer: Viewer, { status, first, after }: ReportsArgs): Promise<Connection<Report>> {
    const size = pageSize(first);
    const kind = `reports:${status}`;
    const from = after ? this.cursors.decode(kind, after)[0] : null;
    const order = ORDER[status];
    const rows = await this.db.query<Row>(
      `${SELECT} WHERE r.status = $1 AND ($2::uuid IS NULL OR r.id ${order.after} $2) ORDER BY r.id ${order.by} LIMIT $3`,
      [status, from, size + 1],
    );
    const shown = rows.slice(0, size).map((row) => row.id);
    if (shown.length > 0) {
      await this.db.transaction((tx) => record(tx, viewer.id, null, { kind: 'report.read', details: { reportIds: shown } }));
    }
    const names = await this.namesIn(rows);
    return forwardPage(
      rows,
      size,
      after,
      (row) => toReport(row, names),
      (row) => this.cursors.encode(kind, [row.id]),
    );
  }

  async handle(viewer: Viewer, { id, note }: HandleReportArgs): Promise<Report> {
    const row = await this.db.transaction(async (tx) => {
      const found = await tx.one<Row>(`${SELECT} WHERE r.id = $1 FOR UPDATE OF r`, [id]);
      if (!found) throw notFound();
      if (found.status === 'HANDLED') throw new UserError('CONFLICT', 'This report is already handled.');
      const decision = { status: 'HANDLED' as const, note: note?.trim() || null, handledAt: clock.now() };
      await tx.query('UPDATE reports SET status = $2, note = $3, handled_by = $4, handled_at = $5 WHERE id = $1', [
        id,
        decision.status,
        decision.note,
        viewer.id,
        decision.handledAt,
      ]);
      await record(tx, viewer.id, found.reportedId, { kind: 'report.handled', details: { caseNumber: found.caseNumber } });
      await tx.emit('report.handled', { reportId: id });
      return { ...found, ...decision };
    });
    return toReport(row, await this.namesIn([row]));
  }

  private namesIn(rows: Row[]): Promise<Map<string, string>> {
    return this.knowledge.usernames([...new Set(rows.flatMap((row) => [row.reporterId, row.reportedId]))]);
  }
}

function toReport({ reporterId, reporterRole, reportedId, reportedRole, ...rest }: Row, names: Map<string, string>): Report {
  return {
    ...rest,
    reporter: { id: reporterId, role: reporterRole, username: names.get(reporterId) ?? null },
    reported: { id: reportedId, role: reportedRole, username: names.get(reportedId) ?? null },
  };
}
