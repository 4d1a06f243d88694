export { record, type AuditEvent } from './audit.js';
