import { record } from '../audit/index.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput } from '../platform/errors.js';
import type { Locale, Viewer } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import type { DecisionInput } from './decision.types.js';
import { DISCREET, tellsWhoReported } from './discretion.js';
import type { HandleReportArgs, Report } from './moderation.types.js';
import { endOf, shutsOut, type Measure } from './outcomes.js';
import type { ReportQueue } from './report-queue.service.js';
import type { ReportRow } from './report.rows.js';
import type { Contents, Knowledge, Removable } from './reportable.js';
import type { Rule } from './rules.js';
import { settle } from './standing.js';
import { statementOf, type Reasons } from './statement.js';

/** One decision closes one report. What it does to somebody is done, told and written down in the same transaction. */
export class DecisionService {
  constructor(
    private readonly db: Database,
    private readonly queue: ReportQueue,
    private readonly knowledge: Knowledge,
    private readonly contents: Contents,
  ) {}

  async decide(viewer: Viewer, input: DecisionInput): Promise<Report> {
    await this.db.transaction(async (tx) => {
      const report = await this.queue.atWork(tx, viewer, input.reportId);
      const reasons = await this.reasonsOf(report, input);
      const now = clock.now();
      const id = newId();
      const endsAt = endOf(input.outcome, now);
      const statement = reasons && statementOf(await localeOf(tx, report.reportedId), reasons, now, endsAt);
      await tx.query(
        `INSERT INTO decisions (id, report_id, subject_id, outcome, rule, facts, statement, decided_by, decided_at, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [id, report.id, report.reportedId, input.outcome, reasons?.rule, input.facts.trim(), statement, viewer.id, now, endsAt],
      );
      await tx.query(
        `UPDATE reports SET status = 'HANDLED', note = $2, handled_by = $3, handled_at = $4, abusive = $5, claimed_by = NULL, claimed_at = NULL WHERE id = $1`,
        [report.id, input.facts.trim() || null, viewer.id, now, input.abusive],
      );
      if (input.outcome === 'REMOVE_CONTENT') {
        const removed = await this.contents.takeDown(tx, removableOf(report));
        await tx.query('UPDATE decisions SET removed = $2 WHERE id = $1', [id, removed]);
      }
      if (shutsOut(input.outcome)) await settle(tx, report.reportedId, now);
      const details = { caseNumber: report.caseNumber, outcome: input.outcome, rule: reasons?.rule ?? null };
      await record(tx, viewer.id, report.reportedId, { kind: 'report.handled', details });
      await tx.emit('report.handled', { reportId: report.id });
      if (reasons) await tx.emit('sanction.decided', { decisionId: id });
      if (input.outcome === 'BAN') await tx.emit('person.banned', { userId: report.reportedId });
    });
    return this.queue.one(viewer, input.reportId);
  }

  /** Closes a report without any measure: what clients of before know. */
  dismiss(viewer: Viewer, { id, note }: HandleReportArgs): Promise<Report> {
    return this.decide(viewer, { reportId: id, outcome: 'DISMISS', facts: note?.trim() ?? '', abusive: false });
  }

  /** The statement as it would be sent now. */
  async preview(viewer: Viewer, input: DecisionInput): Promise<string | null> {
    const report = await this.queue.row(this.db, viewer, input.reportId);
    const reasons = await this.reasonsOf(report, input);
    const now = clock.now();
    return reasons && statementOf(await localeOf(this.db, report.reportedId), reasons, now, endOf(input.outcome, now));
  }

  /** Null for DISMISS. A measure without a rule and words, or that tells who reported, is refused. */
  private async reasonsOf(report: ReportRow, { outcome, rule, facts, text, abusive }: DecisionInput): Promise<Reasons | null> {
    const wrong: Record<string, string> = {};
    if (outcome === 'DISMISS') return null;
    if (abusive) wrong.abusive = 'With DISMISS only.';
    if (!rule) wrong.rule = 'A measure names the rule that was broken.';
    if (!text?.trim()) wrong.text = 'A measure is explained to the person.';
    if (outcome === 'REMOVE_CONTENT' && isEmpty(removableOf(report))) wrong.outcome = 'This report points at nothing that can be removed.';
    for (const [field, words] of Object.entries({ facts, text: text ?? '' })) {
      if (await tellsWhoReported(this.knowledge, report, words)) wrong[field] = DISCREET;
    }
    if (Object.keys(wrong).length > 0) throw badInput(wrong);
    return {
      outcome: outcome as Measure,
      rule: rule as Rule,
      facts: facts.trim(),
      text: text?.trim() ?? '',
      detected: report.reporterId === null,
    };
  }
}

/** What a report points at that can be taken out of sight. */
const removableOf = ({ postId, mediaId, messageId, messageIds }: ReportRow): Removable => ({
  posts: postId ? [postId] : [],
  media: mediaId ? [mediaId] : [],
  messages: messageId ? [messageId] : messageIds,
});

const isEmpty = ({ posts, media, messages }: Removable): boolean => posts.length + media.length + messages.length === 0;

async function localeOf(from: Pick<Database, 'one'> | Tx, userId: string): Promise<Locale> {
  const row = await from.one<{ locale: Locale }>('SELECT locale FROM users WHERE id = $1', [userId]);
  return row?.locale ?? 'FR';
}
