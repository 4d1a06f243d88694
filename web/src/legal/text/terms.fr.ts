import type { LegalText } from '../legal-text'; export const termsFr: LegalText = { version: '2026-11-23', intro: '', sections: [] };
