import type { Decision } from './decision.types.js';

export type DecisionRow = Omit<Decision, 'mine'> & { reportId: string; subjectId: string; decidedBy: string | null };

/** Of `decisions d` and the report `r` it closed. */
export const SELECT_DECISION = `SELECT d.id, d.report_id AS "reportId", d.subject_id AS "subjectId", d.decided_by AS "decidedBy", r.case_number AS "caseNumber",
    d.outcome, d.rule, d.facts, d.statement, d.decided_at AS "decidedAt", d.ends_at AS "endsAt", d.overturned_at AS "overturnedAt"`;

export const toDecision = (viewerId: string, row: DecisionRow): Decision => ({ ...row, mine: row.decidedBy === viewerId });
