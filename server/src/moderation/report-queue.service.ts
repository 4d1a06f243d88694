import { record } from '../audit/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { notFound, UserError } from '../platform/errors.js';
import { forwardPage, pageSize, type Connection } from '../platform/graphql/connections.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { Report, ReportsArgs } from './moderation.types.js';
import { notTheirs, SELECT_REPORT, toReports, type ReportRow } from './report.rows.js';
import type { Knowledge } from './reportable.js';

/** What is most serious, and waited for longest, comes first; of what is done, the latest. */
const ORDER = {
  OPEN: { rest: '(r.severity < $4 OR (r.severity = $4 AND r.id > $3))', by: 'r.severity DESC, r.id ASC' },
  HANDLED: { rest: '(r.id < $3)', by: 'r.id DESC' },
} as const;

/** The moderators' side: every reading is audited. */
export class ReportQueue {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
    private readonly knowledge: Knowledge,
  ) {}

  async list(viewer: Viewer, { status, reason, first, after }: ReportsArgs): Promise<Connection<Report>> {
    const size = pageSize(first);
    const kind = `reports:${status}`;
    const [from, severity] = after ? this.cursors.decode(kind, after) : [null, null];
    const { rest, by } = ORDER[status];
    const rows = await this.db.query<ReportRow>(
      `${SELECT_REPORT} WHERE r.status = $2 AND ($3::uuid IS NULL OR ($4::int IS NOT NULL AND ${rest})) AND ($5::text IS NULL OR r.reason = $5) AND ${notTheirs('$7::uuid')}
       ORDER BY ${by} LIMIT $6`,
      [clock.now(), status, from, severity, reason ?? null, size + 1, viewer.id],
    );
    const shown = rows.slice(0, size).map((row) => row.id);
    if (shown.length > 0) {
      await this.db.transaction((tx) => record(tx, viewer.id, null, { kind: 'report.read', details: { reportIds: shown } }));
    }
    return forwardPage(
      await toReports(viewer.id, rows, this.knowledge),
      size,
      after,
      (report) => report,
      (report) => this.cursors.encode(kind, [report.id, report.severity]),
    );
  }

  async one(viewer: Viewer, id: string): Promise<Report> {
    const [report] = await toReports(viewer.id, [await this.row(this.db, viewer, id)], this.knowledge);
    if (!report) throw notFound();
    return report;
  }

  async row(from: Pick<Database, 'one'> | Tx, viewer: Viewer, id: string): Promise<ReportRow> {
    const row = await from.one<ReportRow>(`${SELECT_REPORT} WHERE r.id = $2 AND ${notTheirs('$3::uuid')}`, [clock.now(), id, viewer.id]);
    if (!row) throw notFound();
    return row;
  }

  /** The row, locked: open, and nobody else at work on it. */
  async atWork(tx: Tx, viewer: Viewer, id: string): Promise<ReportRow> {
    await tx.query('SELECT 1 FROM reports WHERE id = $1 FOR UPDATE', [id]);
    const row = await this.row(tx, viewer, id);
    if (row.status === 'HANDLED') throw new UserError('CONFLICT', 'This report is already handled.');
    if (row.claimedById !== null && row.claimedById !== viewer.id) throw new UserError('CONFLICT', 'Somebody else is working on it.');
    return row;
  }

  async claim(viewer: Viewer, id: string): Promise<Report> {
    await this.db.transaction(async (tx) => {
      const row = await this.atWork(tx, viewer, id);
      await tx.query('UPDATE reports SET claimed_by = $2, claimed_at = $3 WHERE id = $1', [id, viewer.id, clock.now()]);
      if (row.claimedById === null) await this.record(tx, viewer, row, 'report.claimed');
    });
    return this.one(viewer, id);
  }

  async release(viewer: Viewer, id: string): Promise<Report> {
    await this.db.transaction(async (tx) => {
      const row = await this.atWork(tx, viewer, id);
      if (row.claimedById === null) return;
      await tx.query('UPDATE reports SET claimed_by = NULL, claimed_at = NULL WHERE id = $1', [id]);
      await this.record(tx, viewer, row, 'report.released');
    });
    return this.one(viewer, id);
  }

  private record(tx: Tx, viewer: Viewer, row: ReportRow, kind: 'report.claimed' | 'report.released'): Promise<void> {
    return record(tx, viewer.id, row.reportedId, { kind, details: { caseNumber: row.caseNumber } });
  }
}
