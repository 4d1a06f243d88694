import type { PoolClient } from 'pg';
import type { Statement } from '../../server/src/discovery/men.queries.js';

/** Runs statements on one connection and tells how long PostgreSQL took, by its own account. */
export class Explained {
  private readonly prepared = new Set<string>();

  constructor(private readonly client: PoolClient) {}

  /**
   * Planned and executed, in ms. A statement with a name is prepared once and keeps its plan, as on a connection of our server;
   * another is planned with its values each time, and that time is part of its own.
   */
  async took({ name, sql, params }: Statement): Promise<number> {
    if (name === null) return this.explain(sql, params);
    const known = this.client.escapeIdentifier(name);
    if (!this.prepared.has(name)) {
      await this.client.query(`PREPARE ${known} AS ${sql}`);
      this.prepared.add(name);
    }
    const values = params.map((value) => this.client.escapeLiteral(String(value)));
    return this.explain(`EXECUTE ${known} (${values.join(', ')})`);
  }

  private async explain(statement: string, params: unknown[] = []): Promise<number> {
    const { rows } = await this.client.query<{ 'QUERY PLAN': [{ 'Planning Time': number; 'Execution Time': number }] }>(
      `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement}`,
      params,
    );
    const [plan] = rows[0]!['QUERY PLAN'];
    return plan['Planning Time'] + plan['Execution Time'];
  }
}
