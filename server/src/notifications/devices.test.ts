import { createECDH } from 'node:crypto';
import { days, seconds } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aMatch, aWoman, signedInAgain, type Person } from '../../test/people.js';
import { aBrowser, devicesOf, momentsLater, REGISTER, SETTLE } from '../../test/push/pushing.js';
import { WebReceiver } from '../../test/push/web-receiver.js';
import { say } from '../../test/talking.js';

let receiver: WebReceiver;
const env: Record<string, string> = {};
beforeAll(async () => {
  receiver = await WebReceiver.boot();
  env['PUSH_RECEIVER'] = receiver.url;
});
afterAll(() => receiver.stop());

useHouse(env);

const REMOVE = 'mutation ($id: ID!) { removeDevice(id: $id) { removedId } }';
const SETTINGS = '{ notificationSettings { muted quietHours { from to timeZone } showsMyName } }';

const register = (person: Person, input: object) => as(person).ask<{ registerDevice: { id: string } }>(REGISTER, { input });

describe('a device', () => {
  it('is listed to its owner, who removes it', async () => {
    const [lea, hugo] = [await aWoman(), await aMan()];
    const hers = await aBrowser(receiver, lea);
    const elsewhere = await signedInAgain(lea);
    expect(await devicesOf(lea)).toEqual([{ id: hers.id, kind: 'WEB', name: 'Firefox, Linux', current: true }]);
    expect(await devicesOf(elsewhere)).toMatchObject([{ id: hers.id, current: false }]);
    expect(await devicesOf(hugo)).toEqual([]);
    for (const id of [hers.id, newId()]) expect(await as(hugo).refusal(REMOVE, { id })).toBe('NOT_FOUND');
    expect(await as(elsewhere).ask(REMOVE, { id: hers.id })).toEqual({ removeDevice: { removedId: hers.id } });
    expect(await as(lea).refusal(REMOVE, { id: hers.id })).toBe('NOT_FOUND');
  });

  it('registered again is the same, also with a new address, also ten times at once', async () => {
    const lea = await aWoman();
    const [one, other] = [receiver.subscribe(), receiver.subscribe()];
    const { id } = (await register(lea, one.input)).registerDevice;
    const again = await Promise.all(Array.from({ length: 10 }, () => register(lea, one.input)));
    expect(new Set(again.map(({ registerDevice }) => registerDevice.id))).toEqual(new Set([id]));
    expect((await register(lea, other.input)).registerDevice.id).toBe(id);
    expect(await devicesOf(lea)).toHaveLength(1);
  });

  it('moves with whoever signs in on it, and the former owner is told nothing there', async () => {
    const { woman, man, conversationId } = await aMatch();
    const paul = await aMan();
    const browser = await aBrowser(receiver, man);
    await register(paul, browser.input);
    expect([await devicesOf(man), await devicesOf(paul)].map(({ length }) => length)).toEqual([0, 1]);
    await say(woman, conversationId, 'Bonjour');
    await momentsLater();
    expect(browser.received).toEqual([]);
  });

  it('moves while a push to it is on its way, which then goes nowhere', async () => {
    const { woman, man, conversationId } = await aMatch();
    const paul = await aMan();
    const browser = await aBrowser(receiver, man);
    browser.answer = { status: 503 };
    await say(woman, conversationId, 'Bonjour');
    await momentsLater(seconds(5));
    await register(paul, browser.input);
    browser.answer = { status: 201 };
    await momentsLater();
    expect(browser.received).toEqual([]);
  });

  it('ends with its session: signed out here, from another device, everywhere', async () => {
    const ways: ((lea: Person, sessionId: string) => Promise<unknown>)[] = [
      (lea) => as(lea).ask('mutation { signOut }'),
      async (lea, id) => as(await signedInAgain(lea)).ask('mutation ($id: ID!) { endSession(id: $id) }', { id }),
      async (lea) => as(await signedInAgain(lea)).ask('mutation { signOut(everywhere: true) }'),
    ];
    for (const end of ways) {
      const lea = await aWoman();
      await aBrowser(receiver, lea);
      const { sessions } = await as(lea).ask<{ sessions: { id: string; current: boolean }[] }>('{ sessions { id current } }');
      await end(lea, sessions.find(({ current }) => current)?.id ?? '');
      expect(await devicesOf(await signedInAgain(lea))).toEqual([]);
    }
  });

  it('ends with the account’s good standing, and with the account', async () => {
    const { app } = theHouse();
    for (const status of ['SUSPENDED', 'BANNED', 'DELETED']) {
      const lea = await aWoman();
      await aBrowser(receiver, lea);
      await app.db.transaction(async (tx) => {
        await tx.query('UPDATE users SET status = $2 WHERE id = $1', [lea.id, status]);
        await tx.emit('account.changed', { userId: lea.id });
      });
      expect(await app.db.query('SELECT 1 FROM push_devices WHERE user_id = $1', [lea.id])).toEqual([]);
    }
    const mia = await aWoman();
    await aBrowser(receiver, mia);
    await app.db.query('DELETE FROM users WHERE id = $1', [mia.id]);
    expect(await app.db.query('SELECT 1 FROM push_devices WHERE user_id = $1', [mia.id])).toEqual([]);
  });

  it('is told nothing once its session has ended by itself', async () => {
    const { woman, man, conversationId } = await aMatch();
    const his = await aBrowser(receiver, man);
    await momentsLater(days(61));
    await theHouse().app.db.query(`UPDATE subscriptions SET status = 'active' WHERE user_id = $1`, [woman.id]);
    await say(await signedInAgain(woman), conversationId, 'Bonjour');
    await momentsLater();
    expect(his.received).toEqual([]);
  });

  it('comes in tens: the eleventh takes the place of the first', async () => {
    const lea = await aWoman();
    const first = await aBrowser(receiver, lea);
    for (let n = 0; n < 10; n += 1) await aBrowser(receiver, await signedInAgain(lea));
    const devices = await devicesOf(lea);
    expect(devices).toHaveLength(10);
    expect(devices.map(({ id }) => id)).not.toContain(first.id);
  });
});

describe('the address of a browser', () => {
  const keys = { p256dh: createECDH('prime256v1').generateKeys('base64url'), auth: 'A'.repeat(22) };
  const web = { kind: 'WEB', address: 'https://push.example/1', ...keys };

  it.each([
    'http://push.example/1',
    'https://127.0.0.1/1',
    'https://[::1]/1',
    'https://169.254.169.254/latest/meta-data',
    'https://2130706433/1',
    'https://localhost/1',
    'https://push.example:8443/1',
    'https://user:password@push.example/1',
    'https://push.example/1#x',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'push.example',
  ])('is not %s', async (address) => {
    const { errors } = await as(await aWoman()).send(REGISTER, { input: { ...web, address } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { address: expect.any(String) } });
  });

  it('comes with keys that are keys', async () => {
    const lea = await aWoman();
    await register(lea, web);
    const notAPoint = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url');
    for (const wrong of [{ p256dh: null }, { p256dh: notAPoint }, { p256dh: keys.p256dh.slice(1) }, { auth: '' }, { auth: 'AA==' }])
      expect(await as(lea).refusal(REGISTER, { input: { ...web, ...wrong } })).toBe('BAD_USER_INPUT');
  });
});

describe('the app', () => {
  it('is not registered where the server does not reach it, and is told so before', async () => {
    const lea = await aWoman();
    const { pushOffer } = await as(lea).ask<{ pushOffer: { android: boolean; webKey: string } }>('{ pushOffer { android webKey } }');
    expect(pushOffer.android).toBe(false);
    expect(Buffer.from(pushOffer.webKey, 'base64url')).toHaveLength(65);
    expect(await as(lea).refusal(REGISTER, { input: { kind: 'ANDROID', address: 'a:b' } })).toBe('CONFLICT');
  });
});

describe('the settings', () => {
  it('are everything, at any hour and without her name until she says otherwise', async () => {
    const lea = await aWoman();
    expect(await as(lea).ask(SETTINGS)).toEqual({ notificationSettings: { muted: [], quietHours: null, showsMyName: false } });
    const quietHours = { from: '22:00', to: '07:30', timeZone: 'Europe/Paris' };
    const steps: [object, object][] = [
      [{ muted: ['MEMBERSHIP', 'MEMBERSHIP'] }, { muted: ['MEMBERSHIP'], quietHours: null, showsMyName: false }],
      [{ quietHours: { from: '22:00', to: '07:30' } }, { muted: ['MEMBERSHIP'], quietHours, showsMyName: false }],
      [{ showsMyName: true }, { muted: ['MEMBERSHIP'], quietHours, showsMyName: true }],
      [
        { quietHours: null, muted: [] },
        { muted: [], quietHours: null, showsMyName: true },
      ],
    ];
    for (const [input, expected] of steps) {
      expect(await as(lea).ask(SETTLE, { input })).toEqual({ updateNotificationSettings: expected });
      expect(await as(lea).ask(SETTINGS)).toEqual({ notificationSettings: expected });
    }
  });

  it('refuse hours that are none, places that are none, and a name for men', async () => {
    const [lea, hugo] = [await aWoman(), await aMan()];
    const wrong = [
      { from: '24:00', to: '07:00' },
      { from: '22h', to: '07:00' },
      { from: '22:00', to: '22:00' },
      { from: '22:00', to: '07:00', timeZone: 'Mars/Olympus' },
    ];
    for (const quietHours of wrong) expect(await as(lea).refusal(SETTLE, { input: { quietHours } })).toBe('BAD_USER_INPUT');
    expect(await as(hugo).refusal(SETTLE, { input: { showsMyName: true } })).toBe('BAD_USER_INPUT');
    expect(await as(hugo).ask(SETTLE, { input: { showsMyName: false } })).toMatchObject({ updateNotificationSettings: { muted: [] } });
  });
});
