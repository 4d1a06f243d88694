import type { LegalText } from '../legal-text'; export const privacyEn: LegalText = { version: '2026-11-23', intro: '', sections: [] };
