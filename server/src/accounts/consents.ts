import { clock } from '../platform/clock.js';
import type { Tx } from '../platform/db/transaction.js';
import type { ConsentPurpose } from './consent.types.js';
import { LEGAL_VERSIONS } from './legal.js';

/** The page on which each purpose is explained: its version is what somebody agreed to. */
const EXPLAINED_IN = { TERMS: 'terms', SENSITIVE_DATA: 'privacy', NAME_IN_NOTIFICATIONS: 'privacy' } as const;

/** Writes down that somebody agrees to the version in force, or no longer does. Nothing when that is how it stands already. */
export async function noteConsent(tx: Tx, userId: string, purpose: ConsentPurpose, given: boolean): Promise<void> {
  await tx.query(
    `INSERT INTO consents (user_id, purpose, version, given, at)
     SELECT $1, $2, $3, $4, $5 FROM (SELECT 1) AS once LEFT JOIN LATERAL (
       SELECT given, version FROM consents WHERE user_id = $1 AND purpose = $2 ORDER BY id DESC LIMIT 1
     ) AS last ON true
     WHERE coalesce(last.given, false) <> $4 OR ($4 AND last.version <> $3)`,
    [userId, purpose, LEGAL_VERSIONS[EXPLAINED_IN[purpose]], given, clock.now()],
  );
}

/** What opening an account agrees to. */
export async function noteSignUp(tx: Tx, userId: string): Promise<void> {
  await noteConsent(tx, userId, 'TERMS', true);
  await noteConsent(tx, userId, 'SENSITIVE_DATA', true);
}

/** Whether the consent that everything rests on was taken back. */
export async function hasWithdrawn(tx: Tx, userId: string): Promise<boolean> {
  const last = await tx.one<{ given: boolean }>(
    `SELECT given FROM consents WHERE user_id = $1 AND purpose = 'SENSITIVE_DATA' ORDER BY id DESC LIMIT 1`,
    [userId],
  );
  return last?.given === false;
}
