import type { Tx } from '../platform/db/transaction.js';
import { clock } from '../platform/clock.js';

/** Every act that is audited, with what is kept of it. What is not listed here does not compile. */
export type AuditEvent =
  | { kind: 'account.created'; details: { role: string; termsVersion: string; privacyVersion: string } }
  | { kind: 'session.opened'; details: { sessionId: string; device: string } }
  | {
      kind: 'session.ended';
      details: {
        sessionId: string | 'all';
        reason: 'signed out' | 'refresh token reused' | 'password reset' | 'account deleted' | 'address taken back';
      };
    }
  | { kind: 'account.leaving'; details: { eraseAt: string } }
  | { kind: 'account.kept' | 'account.erased' | 'export.asked' | 'export.read'; details: Record<string, never> }
  | { kind: 'email.changed' | 'email.restored'; details: Record<string, never> }
  | { kind: 'password.reset' | 'phone.verified' | 'phone.removed'; details: Record<string, never> }
  | { kind: 'role.granted'; details: { role: string } }
  | { kind: 'membership.changed'; details: { status: string; subscription: string } }
  | { kind: 'membership.credited'; details: { amount: number; currency: string; decisionId: string; subscription: string } }
  | { kind: 'person.blocked'; details: Record<string, never> }
  | { kind: 'person.unblocked'; details: Record<string, never> }
  | { kind: 'contact.blocked' | 'contact.unblocked'; details: Record<string, never> }
  | { kind: 'report.filed'; details: { caseNumber: string; reason: string; evidence: string } }
  | { kind: 'report.read'; details: { reportIds: string[] } }
  | { kind: 'report.claimed'; details: { caseNumber: string } }
  | { kind: 'report.released'; details: { caseNumber: string } }
  | { kind: 'evidence.read'; details: { caseNumber: string } }
  | { kind: 'report.handled'; details: { caseNumber: string; outcome: string; rule: string | null } }
  | { kind: 'appeal.filed'; details: { decisionId: string } }
  | { kind: 'appeal.read'; details: { decisionIds: string[] } }
  | { kind: 'appeal.decided'; details: { decisionId: string; granted: boolean } }
  | { kind: 'audit.erased'; details: { entries: number } };

export type AuditKind = AuditEvent['kind'];

/** Appends to the log in the transaction of the act: what did not happen is not recorded, what happened is. */
export async function record(tx: Tx, actorId: string | null, subjectId: string | null, { kind, details }: AuditEvent): Promise<void> {
  await tx.query('INSERT INTO audit_log (at, kind, actor_id, subject_id, details) VALUES ($1, $2, $3, $4, $5)', [
    clock.now(),
    kind,
    actorId,
    subjectId,
    details,
  ]);
}
