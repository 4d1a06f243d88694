import { Writable } from 'node:stream';
import { freePort } from '../server/embedded/ports.js';
import { openHouse, type House } from '../server/test/harness.js';
import { TestRedis } from '../server/test/nodes/redis.js';
import { ServerNode, type NodeOptions } from '../server/test/nodes/server-node.js';
import { atTheEnd } from './ending.js';
import { FaultyPostgres } from './postgres.js';
import { FaultProxy } from './proxy.js';

/** As pino counts. */
const FATAL = 60;
const NOWHERE = new Writable({ write: (_chunk, _encoding, done) => done() });

let postgres: Promise<FaultyPostgres> | undefined;

/**
 * What a production is made of: two processes as they are built, one PostgreSQL, one Redis, and the network between them.
 * Beside them a house within our own process makes the people, and answers as Stripe and as the mail server.
 */
export class Stage {
  readonly nodes: ServerNode[] = [];
  private readonly former: ServerNode[] = [];
  /** Between each process and Redis. */
  readonly wires: FaultProxy[] = [];
  private readonly metricsPorts: number[] = [];

  private constructor(
    readonly house: House,
    readonly postgres: FaultyPostgres,
    readonly redis: TestRedis,
    private readonly env: Record<string, string>,
    private readonly ends: (() => Promise<unknown>)[],
    readonly close: () => Promise<void>,
  ) {}

  static async open(env: Record<string, string> = {}): Promise<Stage> {
    postgres ??= FaultyPostgres.boot();
    const database = await postgres;
    const ends: (() => Promise<unknown>)[] = [];
    const close = atTheEnd(async () => {
      for (const end of ends.splice(0).reverse()) await end();
    });
    const redis = await TestRedis.boot();
    ends.push(() => redis.stop());
    const house = await openHouse(await database.fresh(), {}, { log: NOWHERE });
    ends.push(() => house.close());
    const stage = new Stage(house, database, redis, env, ends, close);
    for (const _ of [0, 1]) stage.wires.push(await stage.wireTo(redis.port));
    ends.push(() => Promise.all(stage.nodes.map((node) => node.end('SIGKILL'))));
    await Promise.all([stage.startNode(0), stage.startNode(1)]);
    return stage;
  }

  get urls(): string[] {
    return this.nodes.map(({ url }) => url);
  }

  node(place: number): ServerNode {
    const node = this.nodes[place];
    if (!node) throw new Error(`There is no process ${place}.`);
    return node;
  }

  /** What no process may say, whatever is done to it: that something broke which nobody caught. */
  get complaints(): string[] {
    const lines = [...this.former, ...this.nodes].flatMap(({ log }) => log);
    const bad = lines.filter(({ level, msg }) => Number(level) >= FATAL || msg === 'a promise was rejected and nobody looked');
    return bad.map((line) => `a process said ${JSON.stringify(line).slice(0, 500)}`);
  }

  /** What a process says of itself: one of its metrics without labels. */
  async metric(place: number, name: string): Promise<number> {
    const text = await (await fetch(`http://127.0.0.1:${this.metricsPorts[place]}/metrics`)).text();
    const found = new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`No metric ${name}.`);
    return Number(found);
  }

  /** A network of its own in front of a port, for as long as the stage stands. */
  async wireTo(port: number): Promise<FaultProxy> {
    const wire = await FaultProxy.open(port);
    this.ends.push(() => wire.close());
    return wire;
  }

  /** Starts a process, on the port it had before. */
  async startNode(place: number): Promise<void> {
    const port = this.nodes[place]?.port;
    const metrics = (await freePort(0)).port;
    const options: NodeOptions = {
      built: 'server/dist/src/main.js',
      env: { REDIS_URL: `redis://127.0.0.1:${this.wires[place]?.port}`, METRICS_PORT: String(metrics), ...this.env },
      ...(port && { port }),
    };
    this.metricsPorts[place] = metrics;
    const before = this.nodes[place];
    if (before) this.former.push(before);
    this.nodes[place] = await ServerNode.start(this.house, options);
  }
}
