export { record, type AuditEvent } from './audit.js';
export { AuditData } from './personal-data.js';
