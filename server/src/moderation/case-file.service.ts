import { record } from '../audit/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Viewer } from '../platform/graphql/context.js';
import { SELECT_DECISION, toDecision, type DecisionRow } from './decision.rows.js';
import type { EvasionService } from './evasion.service.js';
import type { CaseFile, Decision, PersonHistory } from './decision.types.js';
import { kept, type Kept } from './evidence.js';
import type { CaseFileEvidence, EvidencePost, EvidenceProfile } from './evidence.types.js';
import { STRIKE_COUNTS_FOR } from './outcomes.js';
import type { ReportQueue } from './report-queue.service.js';
import { SELECT_REPORT, toReports, type ReportRow } from './report.rows.js';
import type { Knowledge } from './reportable.js';

const SHOWN = 20;

type Counts = Pick<PersonHistory, 'strikes' | 'falseReports' | 'decidedReports' | 'dismissedReports'>;

/** As the table of messages keeps it. */
interface Said {
  id: string;
  sender_id: string;
  text: string | null;
  quoted_text: string | null;
  sent_at: string;
}

/** Everything about a case, for whoever decides it. */
export class CaseFileService {
  constructor(
    private readonly db: Database,
    private readonly queue: ReportQueue,
    private readonly knowledge: Knowledge,
    private readonly evasions: EvasionService,
  ) {}

  async open(viewer: Viewer, id: string): Promise<CaseFile> {
    const row = await this.queue.row(this.db, viewer, id);
    const details = { caseNumber: row.caseNumber };
    await this.db.transaction((tx) => record(tx, viewer.id, row.reportedId, { kind: 'evidence.read', details }));
    const evidence = await kept(this.db, row.id, row.evidenceHash);
    const decided = await this.db.one<DecisionRow>(
      `${SELECT_DECISION} FROM decisions d JOIN reports r ON r.id = d.report_id WHERE d.report_id = $1`,
      [id],
    );
    return {
      report: await this.queue.one(viewer, id),
      evidence: evidence && shownOf(evidence, row),
      history: await this.historyOf(viewer, row.reportedId, id),
      reporterHistory: row.reporterId === null ? null : await this.historyOf(viewer, row.reporterId, id),
      evasion: await this.evasions.shown(row.id),
      decision: decided ? toDecision(viewer.id, decided) : null,
    };
  }

  private async historyOf(viewer: Viewer, userId: string, exceptReport: string): Promise<PersonHistory> {
    const since = new Date(clock.now().getTime() - STRIKE_COUNTS_FOR);
    const counts = await this.db.one<Counts>(
      `SELECT (SELECT count(*)::int FROM decisions WHERE subject_id = $1 AND outcome <> 'DISMISS' AND overturned_at IS NULL AND decided_at > $2) AS strikes,
              (count(*) FILTER (WHERE r.abusive))::int AS "falseReports", count(*)::int AS "decidedReports",
              (count(*) FILTER (WHERE d.outcome IS NULL OR d.outcome = 'DISMISS' OR d.overturned_at IS NOT NULL))::int AS "dismissedReports"
       FROM reports r LEFT JOIN decisions d ON d.report_id = r.id WHERE r.reporter_id = $1 AND r.handled_at > $2`,
      [userId, since],
    );
    const reports = await this.db.query<ReportRow>(
      `${SELECT_REPORT} WHERE r.reported_id = $2 AND r.id <> $3 ORDER BY r.id DESC LIMIT ${SHOWN}`,
      [clock.now(), userId, exceptReport],
    );
    return {
      ...(counts ?? { strikes: 0, falseReports: 0, decidedReports: 0, dismissedReports: 0 }),
      reports: await toReports(viewer.id, reports, this.knowledge),
      decisions: await this.decisionsAbout(viewer, userId, exceptReport),
    };
  }

  private async decisionsAbout(viewer: Viewer, userId: string, exceptReport: string): Promise<Decision[]> {
    const rows = await this.db.query<DecisionRow>(
      `${SELECT_DECISION} FROM decisions d JOIN reports r ON r.id = d.report_id
       WHERE d.subject_id = $1 AND d.report_id <> $2 ORDER BY d.decided_at DESC, d.id LIMIT ${SHOWN}`,
      [userId, exceptReport],
    );
    return rows.map((row) => toDecision(viewer.id, row));
  }
}

function shownOf({ snapshot, ...rest }: Kept, row: ReportRow): CaseFileEvidence {
  const { profile, posts, conversation, media } = snapshot;
  const pointed = new Set([...row.messageIds, row.messageId, row.postId, row.mediaId]);
  return {
    ...rest,
    profile: profile as EvidenceProfile | null,
    posts: (posts as (Omit<EvidencePost, 'createdAt'> & { created_at: string })[]).map(({ id, text, created_at: at }) => ({
      id,
      text,
      createdAt: new Date(at),
      pointed: pointed.has(id),
    })),
    messages: ((conversation?.messages ?? []) as Said[]).map((said) => ({
      id: said.id,
      from: said.sender_id === row.reporterId ? ('REPORTER' as const) : ('REPORTED' as const),
      text: said.text,
      quotedText: said.quoted_text,
      sentAt: new Date(said.sent_at),
      pointed: pointed.has(said.id),
    })),
    media: media.map((each) => ({ ...each, messageId: each.messageId ?? null, pointed: pointed.has(each.id) })),
  };
}
