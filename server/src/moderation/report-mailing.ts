import type { Database } from '../platform/db/database.js';
import type { Locale } from '../platform/graphql/context.js';
import type { Mailer } from '../platform/mail.js';
import type { Measure } from './outcomes.js';
import { appealMail, reportFiledMail, reportHandledMail, sanctionMail } from './report.mails.js';
import { measureIn } from './statement.js';

export const REPORT_FILED_JOB = 'moderation.report-filed';
export const REPORT_HANDLED_JOB = 'moderation.report-handled';
export const SANCTION_JOB = 'moderation.sanction';
export const APPEAL_DECIDED_JOB = 'moderation.appeal-decided';

interface Told {
  email: string;
  locale: Locale;
}

/** The jobs that keep people informed: who reported, and who is judged. Someone who left meanwhile gets nothing. */
export class ReportMailing {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
    private readonly siteUrl: string,
  ) {}

  async filed({ reportId }: { reportId: string }): Promise<void> {
    const told = await this.reporterOf(reportId);
    if (told) await this.mailer.send({ to: told.email, ...reportFiledMail(told.locale, told.caseNumber) });
  }

  async handled({ reportId }: { reportId: string }): Promise<void> {
    const told = await this.reporterOf(reportId);
    if (told) await this.mailer.send({ to: told.email, ...reportHandledMail(told.locale, told.caseNumber, told.measureTaken) });
  }

  async sanctioned({ decisionId }: { decisionId: string }): Promise<void> {
    const told = await this.db.one<Told & { outcome: Measure; statement: string }>(
      `SELECT u.email, u.locale, d.outcome, d.statement FROM decisions d JOIN users u ON u.id = d.subject_id WHERE d.id = $1 AND u.status <> 'DELETED'`,
      [decisionId],
    );
    if (!told) return;
    const { email, locale, outcome, statement } = told;
    await this.mailer.send({ to: email, ...sanctionMail(locale, measureIn(locale, outcome), statement, this.siteUrl) });
  }

  async appealDecided({ decisionId }: { decisionId: string }): Promise<void> {
    const told = await this.db.one<Told & { granted: boolean; answer: string }>(
      `SELECT u.email, u.locale, a.granted, a.answer FROM appeals a JOIN decisions d ON d.id = a.decision_id JOIN users u ON u.id = d.subject_id
       WHERE a.decision_id = $1 AND a.decided_at IS NOT NULL AND u.status <> 'DELETED'`,
      [decisionId],
    );
    if (told) await this.mailer.send({ to: told.email, ...appealMail(told.locale, told.granted, told.answer) });
  }

  private reporterOf(reportId: string): Promise<(Told & { caseNumber: string; measureTaken: boolean }) | undefined> {
    return this.db.one(
      `SELECT u.email, u.locale, r.case_number AS "caseNumber", coalesce(d.outcome <> 'DISMISS', false) AS "measureTaken"
       FROM reports r JOIN users u ON u.id = r.reporter_id LEFT JOIN decisions d ON d.report_id = r.id WHERE r.id = $1 AND u.status <> 'DELETED'`,
      [reportId],
    );
  }
}
