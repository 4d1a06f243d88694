import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { bootPostgres, removePostgres, type EmbeddedPostgres } from '../server/embedded/postgres/index.js';
import { createApp } from '../server/src/app.js';
import { randomToken } from '../server/src/platform/crypto.js';
import { createLogger } from '../server/src/platform/logger.js';
import { testConfig } from '../server/test/test-config.js';
import { atTheEnd } from './ending.js';

const TEMPLATE = 'template_premierpas';

/** A PostgreSQL that can be restarted and killed, and keeps its promises: every commit is on the disk before it is told. */
export class FaultyPostgres {
  private removed = false;

  private constructor(
    private readonly dataDir: string,
    private server: EmbeddedPostgres,
  ) {}

  static async boot(): Promise<FaultyPostgres> {
    const dataDir = await mkdtemp(join(tmpdir(), 'premier-pas-faults-'));
    const postgres = new FaultyPostgres(dataDir, await bootPostgres({ dataDir, settings: { max_connections: '200' } }));
    atTheEnd(() => postgres.remove());
    await postgres.administrate(`CREATE DATABASE ${TEMPLATE}`);
    const app = await createApp(testConfig(postgres.urlOf(TEMPLATE)), createLogger('fatal'));
    await app.migrate();
    await app.stop();
    return postgres;
  }

  /** A migrated database for one fault; its address. */
  async fresh(): Promise<string> {
    const name = `fault_${randomToken(8).replace(/[-_]/g, 'x').toLowerCase()}`;
    await this.administrate(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    return this.urlOf(name);
  }

  /** `pg_ctl restart -m fast`: everybody is disconnected, what is under way is rolled back. */
  async restart(): Promise<void> {
    await this.server.stop();
    await this.start();
  }

  /** `kill -9` of the postmaster, then a start that has to recover from its log. */
  async crash(): Promise<void> {
    const [row] = await this.administrate<{ pid: string }>("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid");
    process.kill(Number(row?.pid), 'SIGKILL');
    await this.server.stop();
    await this.start();
  }

  private async start(): Promise<void> {
    if (this.removed) throw new Error('The suite is at its end.');
    const { port } = this.server;
    this.server = await bootPostgres({ dataDir: this.dataDir, port, settings: { max_connections: '200' } });
    if (this.server.port !== port) throw new Error(`PostgreSQL came back on port ${this.server.port}, not on ${port}.`);
  }

  private async remove(): Promise<void> {
    this.removed = true;
    await this.server.stop();
    await removePostgres(this.dataDir);
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private urlOf(database: string): string {
    const url = new URL(this.server.url);
    url.pathname = `/${database}`;
    return url.href;
  }

  private async administrate<Row>(sql: string): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.server.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  }
}
