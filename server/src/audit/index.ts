import type { Database } from '../platform/db/database.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { Jobs } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';
import { AuditResolver } from './audit.resolver.js';
import { AuditChain } from './chain.js';
import { MyAuditService } from './my-audit.service.js';
import { AuditData } from './personal-data.js';

export { record, type AuditEvent } from './audit.js';
export type { Head } from './chain.js';

const SEAL_JOB = 'audit.seal';

export function createAudit({ db, jobs, cursors, log }: { db: Database; jobs: Jobs; cursors: Cursors; log: Logger }) {
  const chain = new AuditChain(db, log);
  jobs.define(SEAL_JOB, () => chain.seal());
  jobs.schedule(SEAL_JOB, '*/5 * * * *');
  return { chain, personalData: new AuditData(db, chain), resolvers: [new AuditResolver(new MyAuditService(db, cursors))] };
}
