import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { bootPostgres, removePostgres } from '../server/embedded/postgres/index.js';
import { createApp } from '../server/src/app.js';
import { createLogger } from '../server/src/platform/logger.js';
import { openHouse, type House } from '../server/test/harness.js';
import { aMillionMen } from '../server/test/million.js';
import { ServerNode } from '../server/test/nodes/server-node.js';
import { aSubscribedWoman, type Person } from '../server/test/people.js';
import { testConfig } from '../server/test/test-config.js';
import { CORES, pin } from './machine.js';

/** Durable as in production: what is acknowledged is on the disk. */
const SETTINGS = { shared_buffers: '1GB', max_wal_size: '8GB', max_connections: '200' };
const NOWHERE = new Writable({ write: (_chunk, _encoding, done) => done() });

/** One PostgreSQL and one house for all benches, made when first asked for; the servers that are measured are processes of their own. */
export class Stage {
  private readonly ends: (() => Promise<unknown>)[] = [];
  private opened: Promise<House> | undefined;
  private searcher: Promise<Person> | undefined;

  constructor(
    readonly quick: boolean,
    readonly say: (line: string) => void,
  ) {}

  house(): Promise<House> {
    return (this.opened ??= this.open());
  }

  /** A woman with access who has before her a million men, some thousands of whom she has blocked. */
  amongAMillionMen(): Promise<Person> {
    return (this.searcher ??= this.fill());
  }

  get men(): number {
    return this.quick ? 100_000 : 1_000_000;
  }

  /** A process of ours, as built, on the servers' core. */
  async node(env: Record<string, string> = {}): Promise<ServerNode> {
    const node = await ServerNode.start(await this.house(), { built: 'server/dist/src/main.js', env: { LOG_LEVEL: 'info', ...env } });
    pin(node.pid, CORES.servers);
    this.atTheEnd(() => node.end('SIGKILL'));
    return node;
  }

  atTheEnd(end: () => Promise<unknown>): void {
    this.ends.push(end);
  }

  /** Ends everything, the youngest first. */
  async close(): Promise<void> {
    for (let end = this.ends.pop(); end; end = this.ends.pop()) await end().catch((error: unknown) => console.error(error));
  }

  private async open(): Promise<House> {
    this.say('booting PostgreSQL');
    const dataDir = await mkdtemp(join(tmpdir(), 'premier-pas-bench-'));
    this.atTheEnd(() => removePostgres(dataDir));
    const postgres = await bootPostgres({ dataDir, settings: SETTINGS });
    this.atTheEnd(() => postgres.stop());
    const app = await createApp(testConfig(postgres.url), createLogger('warn'));
    await app.migrate();
    await app.stop();
    const house = await openHouse(postgres.url, {}, { log: NOWHERE });
    this.atTheEnd(() => house.close());
    return house;
  }

  private async fill(): Promise<Person> {
    const { app } = await this.house();
    const she = await aSubscribedWoman();
    this.say(`writing ${this.men.toLocaleString('en')} men`);
    await aMillionMen(app.db, she.id, this.men);
    await app.db.query('CHECKPOINT');
    return she;
  }
}
