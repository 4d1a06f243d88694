import type { Config } from '../platform/config.js';
import type { Database } from '../platform/db/database.js';
import type { Jobs } from '../platform/jobs.js';
import type { RateLimits } from '../platform/rate-limits.js';
import { LimitsData } from './personal-data.js';
import { Restraint } from './restraint.js';

export type { Restraint } from './restraint.js';
export { A_MINUTE, REPORTS_A_DAY, UNANSWERED } from './table.js';
export { trustOf, type Trust } from './trust.js';

export interface LimitsParts {
  config: Config;
  db: Database;
  jobs: Jobs;
  rateLimits: RateLimits;
}

export function createLimits({ config, db, jobs, rateLimits }: LimitsParts) {
  const restraint = new Restraint(db, rateLimits, config.secrets.pepper);
  jobs.define('limits.forget', async () => {
    await rateLimits.forgetEnded();
    await restraint.forgetOld();
  });
  jobs.schedule('limits.forget', '23 * * * *');
  return { restraint, personalData: new LimitsData() };
}
