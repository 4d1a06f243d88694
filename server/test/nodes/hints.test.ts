import { testLogger } from '../log/logger.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { RedisPubSub } from '../../src/platform/redis-pubsub.js';
import { Scrape } from '../metrics/scrape.js';
import { TestRedis } from './redis.js';

interface Process {
  pubsub: RedisPubSub;
  scrape: () => Promise<Scrape>;
}

let redis: TestRedis;
let one: Process;
let other: Process;

async function aProcess(): Promise<Process> {
  const metrics = new Metrics();
  const pubsub = new RedisPubSub(redis.url, testLogger('silent'), metrics);
  const connected = new Promise<void>((resolve) => pubsub.onGap(resolve));
  pubsub.start();
  await connected;
  return { pubsub, scrape: async () => new Scrape(await metrics.text()) };
}

beforeAll(async () => {
  redis = await TestRedis.boot();
  [one, other] = [await aProcess(), await aProcess()];
});

afterAll(async () => {
  await Promise.all([one.pubsub.stop(), other.pubsub.stop()]);
  await redis.stop();
});

it('hints are counted where they leave and where they arrive, and one’s own do not arrive', async () => {
  const mine = one.pubsub.subscribe('inbox', 'lea', () => undefined);
  const arrived = new Promise<void>((resolve) => {
    const theirs = other.pubsub.subscribe('inbox', 'lea', () => {
      theirs.end();
      resolve();
    });
    void Promise.all([mine.heard, theirs.heard]).then(() => one.pubsub.publish('inbox', 'lea', { rights: false }));
  });
  await arrived;
  mine.end();
  const of = (said: Scrape) => ['published', 'received', 'lost'].map((way) => said.value('premierpas_hints_total', { way }));
  const [left, came] = await Promise.all([one.scrape(), other.scrape()]);
  expect({ left: of(left), came: of(came) }).toEqual({ left: [1, 0, 0], came: [0, 1, 0] });
  expect([left, came].map((each) => each.value('premierpas_redis_reachable'))).toEqual([1, 1]);
});
