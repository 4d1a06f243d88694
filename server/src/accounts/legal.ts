import { badInput } from '../platform/errors.js';
import type { Logger } from '../platform/logger.js';
import type { Publisher } from './legal.types.js';

/** Versions of the pages that sign-up consents to; the pages themselves are in the site. Whoever accepted another one is asked again. */
export const LEGAL_VERSIONS = { terms: '2026-11-26', privacy: '2026-11-26' };

const OTHER = 'Not the version in force.';

/** What is wrong with the versions that somebody read, by the field that names them. */
export const wrongVersions = ({
  termsVersion,
  privacyVersion,
}: {
  termsVersion: string;
  privacyVersion: string;
}): Record<string, string> => ({
  ...(termsVersion !== LEGAL_VERSIONS.terms && { termsVersion: OTHER }),
  ...(privacyVersion !== LEGAL_VERSIONS.privacy && { privacyVersion: OTHER }),
});

export function assertInForce(read: { termsVersion: string; privacyVersion: string }): void {
  const wrong = wrongVersions(read);
  if (Object.keys(wrong).length > 0) throw badInput(wrong);
}

/** A site that people come to names its operator: the law asks for it, and so do they. */
export function sayWhatIsUnsaid(operator: Publisher, log: Logger): void {
  const missing = Object.entries(operator).flatMap(([what, said]) => (said === null ? [`OPERATOR_${what.toUpperCase()}`] : []));
  if (missing.length > 0) log.warn({ missing }, 'the legal pages do not say who runs this site');
}
