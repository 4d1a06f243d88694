import { clock } from '../../src/platform/clock.js';
import { newId } from '../../src/platform/ids.js';
import { as, send, type Answer } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { aMan, aSubscribedWoman, aWoman, type Person } from '../people.js';
import { STEP } from '../talking.js';
import { TestRedis } from './redis.js';
import { ServerNode } from './server-node.js';

/** Two server processes and one database; the clock of one of them goes ten minutes ahead. */
useHouse();

const AHEAD = `
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given) { given.length > 0 ? super(...given) : super(Right.now() + 600_000); }
    static now() { return Right.now() + 600_000; }
  };`;
const FAST = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(AHEAD)}` };

const COUNT = '{ menCount { value } }';
const SIGN_IN = 'mutation ($email: String!) { signIn(input: { email: $email, password: "faux mot de passe" }) { accessToken } }';

const codeOf = ({ errors }: Answer<object>): string => errors?.[0]?.extensions.code ?? 'OK';

describe.each(['with Redis', 'without Redis'])('two processes %s', (setting) => {
  let redis: TestRedis | undefined;
  let nodes: ServerNode[];

  beforeAll(async () => {
    redis = setting === 'with Redis' ? await TestRedis.boot() : undefined;
    const env: Record<string, string> = redis ? { REDIS_URL: redis.url } : {};
    nodes = await Promise.all([{}, FAST].map((more) => ServerNode.start(theHouse(), { env: { ...env, ...more } })));
  }, 90_000);

  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.end('SIGKILL')));
    await redis?.stop();
  });

  /** So many at the same time, half of them at each. */
  const many = (count: number, call: (url: string) => Promise<Answer<object>>): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, (_, n) => call(nodes[n % 2]!.url).then(codeOf)));

  it('let an account through to the unit, whichever of them it asks', async () => {
    const lea = await aWoman();
    const codes = await many(60, (url) => as({ ...lea, url }).send(COUNT));
    expect(codes.filter((code) => code === 'OK')).toHaveLength(20);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(40);
    expect(await many(4, (url) => as({ ...lea, url }).send(COUNT))).toEqual(Array.from({ length: 4 }, () => 'RATE_LIMITED'));
  });

  it('let an address guess a password as often as one process would', async () => {
    const email = `${setting.replaceAll(' ', '.')}@test.premierpas.example`;
    const codes = await many(40, (url) => send(SIGN_IN, { email }, { url, headers: { 'x-forwarded-for': '10.200.0.1' } }));
    expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(5);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(35);
  });

  it('let a new account take as many first steps in a day as one process would', async () => {
    const lea = await aSubscribedWoman({ account: { createdAt: clock.now() } });
    const men: Person[] = [];
    while (men.length < 10) men.push(await aMan());
    // All of the day's but three.
    await theHouse().app.db.query(
      `INSERT INTO rate_limits VALUES ('Mutation.createMatch/1d:STEP:' || $1, 12, (extract(epoch FROM now()) * 1000)::bigint + 86400000)`,
      [lea.id],
    );
    let next = 0;
    const step = (url: string) => as({ ...lea, url }).send(STEP, { input: { manId: men[next++]!.id, clientId: newId() } });
    const codes = await many(10, step);
    expect(codes.sort()).toEqual([...Array.from({ length: 3 }, () => 'OK'), ...Array.from({ length: 7 }, () => 'RATE_LIMITED')]);
    expect(await theHouse().app.db.query('SELECT 1 FROM matches WHERE woman_id = $1', [lea.id])).toHaveLength(3);
  });

  it('say how long to wait by the clock of the database', async () => {
    const lea = await aWoman();
    await many(20, (url) => as({ ...lea, url }).send(COUNT));
    for (const { url } of nodes) {
      const { errors } = await as({ ...lea, url }).send(COUNT);
      const wait = errors?.[0]?.extensions.retryAfter as number;
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
    }
  });
});
