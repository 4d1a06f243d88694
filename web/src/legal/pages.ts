/** The legal pages, by their name, with the address of each. */
export const legalPages = {
  terms: 'cgu',
  privacy: 'confidentialite',
  consent: 'consentement',
  deletion: 'suppression-compte',
  accessibility: 'accessibilite',
  imprint: 'mentions-legales',
} as const;
export type LegalPageName = keyof typeof legalPages;
