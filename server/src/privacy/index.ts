import type { FastifyInstance } from 'fastify';
import type { Tokens } from '../accounts/index.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/db/database.js';
import type { Authenticator } from '../platform/http/request-context.js';
import type { Jobs } from '../platform/jobs.js';
import type { Mailer } from '../platform/mail.js';
import type { PersonalData } from '../platform/personal-data.js';
import type { Storage } from '../platform/storage/index.js';
import { ERASE_JOB, ErasureService } from './erasure.service.js';
import { exportRoute } from './export.route.js';
import { EXPORT_JOB, ExportService } from './export.service.js';
import { PrivacyResolver } from './privacy.resolver.js';

export { PrivacyData } from './personal-data.js';

export interface PrivacyParts {
  config: Config;
  db: Database;
  jobs: Jobs;
  mailer: Mailer;
  storage: Storage;
  tokens: Tokens;
  /** By the name of each feature, in the order of the graph: accounts first. */
  personalData: Record<string, PersonalData>;
  filesOf: (userId: string) => Promise<{ key: string; name: string }[]>;
}

export function createPrivacy({ config, db, jobs, mailer, storage, tokens, personalData, filesOf }: PrivacyParts) {
  const exports = new ExportService({ db, storage, mailer, siteUrl: config.http.publicUrl, personalData, filesOf });
  const erasures = new ErasureService(db, mailer, personalData);
  jobs.define(EXPORT_JOB, (payload: { exportId: string }) => exports.make(payload), { longest: 1_800 });
  jobs.define('privacy.forget-exports', () => exports.forgetOld());
  jobs.schedule('privacy.forget-exports', '47 3 * * *');
  jobs.define(ERASE_JOB, (payload: { userId: string }) => erasures.erase(payload), { longest: 900 });
  jobs.define('privacy.erase-due', () => erasures.eraseDue());
  jobs.schedule('privacy.erase-due', '11 * * * *');

  return {
    exports,
    erasures,
    personalData,
    routes: (auth: Authenticator) => async (app: FastifyInstance) => exportRoute(app, { db, storage, exports, tokens, auth }),
    resolvers: [new PrivacyResolver(exports)],
  };
}
