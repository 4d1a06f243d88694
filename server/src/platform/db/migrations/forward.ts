import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A forward-only migration of plain SQL. `order` (13 digits, increasing) is what TypeORM sorts by. */
export function forward(order: number, name: string, sql: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `${name}${order}`;

    async up(runner: QueryRunner): Promise<void> {
      // An index over millions of rows takes longer than any statement of a request may.
      await runner.query('SET LOCAL statement_timeout = 0');
      // While it waits for a table, every request for that table waits behind it: it gives up, and the next start tries again.
      await runner.query(`SET LOCAL lock_timeout = '2s'`);
      await runner.query(sql);
    }

    down(): Promise<void> {
      return Promise.reject(new Error('Migrations only go forward: write a new one.'));
    }
  };
}
