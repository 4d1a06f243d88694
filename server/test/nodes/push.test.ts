import { clock, seconds } from '../../src/platform/clock.js';
import { openHouse, theHouse } from '../harness.js';
import { Stream } from '../inbox.js';
import { aMatch, type Person } from '../people.js';
import { aBrowser, pending } from '../push/pushing.js';
import { WebReceiver } from '../push/web-receiver.js';
import { say } from '../talking.js';
import { copyOfTemplate } from '../test-database.js';
import { TestRedis } from './redis.js';
import { ServerNode } from './server-node.js';

/** The house and a process beside it, with one database and a Redis between them. */
const SIGNALS = 'subscription ($id: ID!) { signals(conversationId: $id) { __typename ... on Presence { online } } }';

let redis: TestRedis;
let receiver: WebReceiver;
let other: ServerNode;
let close: () => Promise<void>;

beforeAll(async () => {
  [redis, receiver] = await Promise.all([TestRedis.boot(), WebReceiver.boot()]);
  const database = await copyOfTemplate();
  const env = { REDIS_URL: redis.url, PUSH_RECEIVER: receiver.url };
  const house = await openHouse(database.url, env);
  other = await ServerNode.start(house, { env });
  close = async () => {
    await other.end('SIGKILL');
    await house.close();
    await Promise.all([database.drop(), redis.stop(), receiver.stop()]);
  };
}, 90_000);

afterEach(() => clock.reset());
afterAll(() => close());

const signalsOf = (person: Person & { url?: string }, id: string) => new Stream<{ online?: boolean }>(person, SIGNALS, { id });

it('nothing is pushed to somebody who reads in another process, until they leave it', async () => {
  const { woman, man, conversationId: id } = await aMatch();
  const his = await aBrowser(receiver, man);
  const hers = signalsOf(woman, id);
  const reading = signalsOf({ ...man, url: other.url }, id);
  expect(await hers.next()).toMatchObject({ online: true });

  await say(woman, id, 'Bonjour');
  clock.travel(seconds(10));
  await theHouse().app.notifications.telling.tell();
  expect([await pending(), his.received]).toEqual([0, []]);

  await reading.close();
  expect(await hers.next()).toMatchObject({ online: false });
  const arrived = new Promise<void>((resolve) => (his.onPush = resolve));
  await say(woman, id, 'Tu es là ?');
  clock.travel(seconds(10));
  await theHouse().app.notifications.telling.tell();
  // The process beside us works on what was decided here.
  await theHouse().app.jobs.drain();
  await arrived;
  expect(his.received).toMatchObject([{ content: { conversationId: id } }]);
  await hers.close();
});
