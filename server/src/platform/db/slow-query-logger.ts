import type { Logger as TypeOrmLogger } from 'typeorm';
import type { Logger } from '../logger.js';

/** Tells of slow statements by their text alone: parameters are people's words and addresses. */
export class SlowQueryLogger implements TypeOrmLogger {
  constructor(private readonly logger: Logger) {}

  logQuerySlow(ms: number, query: string): void {
    this.logger.warn({ ms: Math.round(ms), sql: query.slice(0, 300) }, 'a slow query');
  }

  // What fails is thrown to the caller, who decides; nothing else of TypeORM is worth a line.
  logQuery(): void {}
  logQueryError(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
