import type { Database } from '../platform/db/database.js';
import type { Locale } from '../platform/graphql/context.js';
import type { Mailer } from '../platform/mail.js';
import { reportFiledMail, reportHandledMail } from './report.mails.js';

export const REPORT_FILED_JOB = 'moderation.report-filed';
export const REPORT_HANDLED_JOB = 'moderation.report-handled';

const WORDS = { [REPORT_FILED_JOB]: reportFiledMail, [REPORT_HANDLED_JOB]: reportHandledMail };

/** The jobs that keep the reporter informed. Someone who left meanwhile gets nothing. */
export class ReportMailing {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
  ) {}

  async tell(job: keyof typeof WORDS, { reportId }: { reportId: string }): Promise<void> {
    const reporter = await this.db.one<{ email: string; locale: Locale; caseNumber: string }>(
      `SELECT u.email, u.locale, r.case_number AS "caseNumber"
       FROM reports r JOIN users u ON u.id = r.reporter_id WHERE r.id = $1 AND u.status <> 'DELETED'`,
      [reportId],
    );
    if (!reporter) return;
    await this.mailer.send({ to: reporter.email, ...WORDS[job](reporter.locale, reporter.caseNumber) });
  }
}
