/** Versions of the pages that sign-up consents to; the pages themselves are in the site. */
export const LEGAL_VERSIONS = { terms: '2026-11-23', privacy: '2026-11-23' };
