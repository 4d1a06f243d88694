import { record } from '../audit/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { badInput, notFound, UserError } from '../platform/errors.js';
import { forwardPage, pageSize, type Connection } from '../platform/graphql/connections.js';
import type { Role, Viewer } from '../platform/graphql/context.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import { SELECT_DECISION, toDecision, type DecisionRow } from './decision.rows.js';
import type { AppealCase, AppealDecisionInput, AppealStatus } from './decision.types.js';
import { DISCREET, tellsWhoReported } from './discretion.js';
import { kept } from './evidence.js';
import { shutsOut } from './outcomes.js';
import type { ReportQueue } from './report-queue.service.js';
import { notTheirs } from './report.rows.js';
import type { Contents, Knowledge, Removable } from './reportable.js';
import { settle } from './standing.js';

type Row = DecisionRow &
  Pick<AppealCase, 'words' | 'filedAt' | 'granted' | 'answer'> & {
    answeredAt: Date | null;
    role: Role;
    removed: Removable | null;
  };

const SELECT = `${SELECT_DECISION}, a.words, a.filed_at AS "filedAt", a.decided_at AS "answeredAt", a.granted, a.answer, u.role, d.removed
  FROM appeals a JOIN decisions d ON d.id = a.decision_id JOIN reports r ON r.id = d.report_id JOIN users u ON u.id = d.subject_id`;

const ORDER = {
  OPEN: { where: 'a.decided_at IS NULL', at: 'a.filed_at', after: '>', by: 'ASC' },
  DECIDED: { where: 'a.decided_at IS NOT NULL', at: 'a.decided_at', after: '<', by: 'DESC' },
} as const;

/** Appeals are answered by another moderator than the one who decided. */
export class AppealService {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
    private readonly queue: ReportQueue,
    private readonly knowledge: Knowledge,
    private readonly contents: Contents,
  ) {}

  async list(viewer: Viewer, status: AppealStatus, first: number, after?: string | null): Promise<Connection<AppealCase>> {
    const size = pageSize(first);
    const kind = `appeals:${status}`;
    const [at, id] = typeof after === 'string' ? this.cursors.decode(kind, after) : [null, null];
    const order = ORDER[status];
    const rows = await this.db.query<Row>(
      `${SELECT} WHERE ${order.where} AND ${notTheirs('$4::uuid')} AND ($1::float8 IS NULL OR (date_trunc('milliseconds', ${order.at}), d.id) ${order.after} (to_timestamp($1::float8 / 1000), $2::uuid))
       ORDER BY date_trunc('milliseconds', ${order.at}) ${order.by}, d.id ${order.by} LIMIT $3`,
      [at, id, size + 1, viewer.id],
    );
    const names = await this.knowledge.usernames([...new Set(rows.map(({ subjectId }) => subjectId))]);
    if (rows.length > 0) {
      const decisionIds = rows.slice(0, size).map((row) => row.id);
      await this.db.transaction((tx) => record(tx, viewer.id, null, { kind: 'appeal.read', details: { decisionIds } }));
    }
    return forwardPage(
      rows,
      size,
      after,
      (row) => toCase(viewer, row, names),
      (row) => this.cursors.encode(kind, [(row.answeredAt ?? row.filedAt).getTime(), row.id]),
    );
  }

  async decide(viewer: Viewer, { decisionId, granted, answer }: AppealDecisionInput): Promise<AppealCase> {
    await this.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM decisions WHERE id = $1 FOR UPDATE', [decisionId]);
      const found = await tx.one<Row>(`${SELECT} WHERE d.id = $1`, [decisionId]);
      if (!found) throw notFound();
      if (found.decidedBy === viewer.id) throw new UserError('FORBIDDEN', 'An appeal is answered by somebody else than who decided.');
      if (found.answeredAt) throw new UserError('CONFLICT', 'This appeal is already answered.');
      const report = await this.queue.row(tx, viewer, found.reportId);
      if (await tellsWhoReported(this.knowledge, report, answer)) throw badInput({ answer: DISCREET });
      const now = clock.now();
      await tx.query('UPDATE appeals SET decided_by = $2, decided_at = $3, granted = $4, answer = $5 WHERE decision_id = $1', [
        decisionId,
        viewer.id,
        now,
        granted,
        answer.trim(),
      ]);
      await record(tx, viewer.id, found.subjectId, { kind: 'appeal.decided', details: { decisionId, granted } });
      await tx.emit('appeal.decided', { decisionId });
      if (!granted) return;
      await tx.query('UPDATE decisions SET overturned_at = $2 WHERE id = $1', [decisionId, now]);
      if (found.removed) {
        const evidence = await kept(tx, report.id, report.evidenceHash);
        await this.contents.putBack(tx, found.removed, evidence?.snapshot.posts ?? []);
      }
      if (shutsOut(found.outcome)) {
        await settle(tx, found.subjectId, now);
        await tx.emit('sanction.overturned', { decisionId });
      }
    });
    const row = await this.db.one<Row>(`${SELECT} WHERE d.id = $1`, [decisionId]);
    if (!row) throw notFound();
    return toCase(viewer, row, await this.knowledge.usernames([row.subjectId]));
  }
}

function toCase(viewer: Viewer, row: Row, names: Map<string, string>): AppealCase {
  const { words, filedAt, answeredAt, granted, answer, reportId, subjectId, role } = row;
  const person = { id: subjectId, role, username: names.get(subjectId) ?? null };
  return { decision: toDecision(viewer.id, row), reportId, person, words, filedAt, decidedAt: answeredAt, granted, answer };
}
