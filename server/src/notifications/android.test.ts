import { hours, seconds } from '../platform/clock.js';
import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMatch, signedInAgain, type Person } from '../../test/people.js';
import { FcmReceiver } from '../../test/push/fcm-receiver.js';
import { devicesOf, momentsLater, REGISTER, SETTLE } from '../../test/push/pushing.js';
import { say } from '../../test/talking.js';

let google: FcmReceiver;
const env: Record<string, string> = {};
beforeAll(async () => {
  google = await FcmReceiver.boot();
  Object.assign(env, { FCM_SERVICE_ACCOUNT: google.serviceAccount, FCM_API_URL: google.url });
});
afterAll(() => google.stop());
afterEach(() => expect(google.refused).toEqual([]));

useHouse(env);

let phones = 0;

async function aPhone(person: Person): Promise<string> {
  phones += 1;
  const token = `fcm-${phones}:APA91b_test-token-${phones}`;
  await as(person).ask(REGISTER, { input: { kind: 'ANDROID', address: token } });
  return token;
}

const of = (token: string) => google.received.filter((message) => message.token === token);

it('a phone gets a notification Android can show by itself: names of words and ids, and no word of anybody', async () => {
  const { woman, man, conversationId } = await aMatch();
  const [his, hers] = [await aPhone(man), await aPhone(woman)];
  await as(woman).ask(SETTLE, { input: { showsMyName: true } });
  await say(woman, conversationId, 'Un café samedi ?');
  await say(man, conversationId, 'Oui');
  await momentsLater();
  const notification = (channel: string) => ({
    channel_id: channel,
    tag: conversationId,
    title_loc_key: `push_${channel}_title`,
    body_loc_key: `push_${channel}_body`,
    visibility: 'PRIVATE',
  });
  const android = { collapse_key: conversationId, priority: 'HIGH', ttl: '86400s' };
  expect(of(his)).toEqual([
    {
      token: his,
      data: { kind: 'NEW_CONVERSATION', conversationId },
      android: { ...android, notification: notification('new_conversation') },
    },
  ]);
  expect(of(hers)).toEqual([
    { token: hers, data: { kind: 'NEW_MESSAGE', conversationId }, android: { ...android, notification: notification('new_message') } },
  ]);
});

it('one access token serves for an hour, and a new one is asked for when Google has forgotten it', async () => {
  const { woman, man, conversationId } = await aMatch();
  const his = await aPhone(man);
  const before = google.exchanges;
  await say(woman, conversationId, 'Bonjour');
  await momentsLater();
  expect([of(his).length, google.exchanges]).toEqual([1, before]);
  google.forgetAccess();
  await say(woman, conversationId, 'Encore');
  await momentsLater();
  await momentsLater();
  expect([of(his).length, google.exchanges]).toEqual([2, before + 1]);
  await momentsLater(hours(1));
  await say(await signedInAgain(woman), conversationId, 'Toujours là');
  await momentsLater();
  expect([of(his).length, google.exchanges]).toEqual([3, before + 2]);
});

const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';

it.each([
  ['the app was removed', 404, { status: 'NOT_FOUND', details: [{ '@type': FCM_ERROR, errorCode: 'UNREGISTERED' }] }],
  [
    'it belongs to another project',
    403,
    { status: 'PERMISSION_DENIED', details: [{ '@type': FCM_ERROR, errorCode: 'SENDER_ID_MISMATCH' }] },
  ],
  [
    'it is no token at all',
    400,
    {
      status: 'INVALID_ARGUMENT',
      details: [
        { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field: 'message.token', description: 'Invalid' }] },
      ],
    },
  ],
])('a token is forgotten when %s', async (_why, status, error) => {
  const { woman, man, conversationId } = await aMatch();
  const his = await aPhone(man);
  google.answers.set(his, { status, body: { error: { code: status, ...error } } });
  await say(woman, conversationId, 'Bonjour');
  await momentsLater();
  expect(await devicesOf(man)).toEqual([]);
});

it('a busy Google is asked again when it said so, and the phone keeps its place', async () => {
  const { woman, man, conversationId } = await aMatch();
  const his = await aPhone(man);
  const error = { code: 429, status: 'RESOURCE_EXHAUSTED', details: [{ '@type': FCM_ERROR, errorCode: 'QUOTA_EXCEEDED' }] };
  google.answers.set(his, { status: 429, body: { error }, headers: { 'retry-after': '120' } });
  await say(woman, conversationId, 'Bonjour');
  await momentsLater();
  google.answers.delete(his);
  await momentsLater(seconds(100));
  expect(of(his)).toEqual([]);
  await momentsLater(seconds(30));
  expect(of(his)).toHaveLength(1);
});

it('the offer says that phones are reached, and a token must look like one', async () => {
  const { man } = await aMatch();
  expect(await as(man).ask('{ pushOffer { android } }')).toEqual({ pushOffer: { android: true } });
  for (const input of [{ address: 'pas un jeton' }, { address: 'a:b', auth: 'x' }, { address: 'a:b', p256dh: 'x' }])
    expect(await as(man).refusal(REGISTER, { input: { kind: 'ANDROID', ...input } })).toBe('BAD_USER_INPUT');
  expect(theHouse().app.config.push.fcm?.project_id).toBe('premier-pas-test');
});
