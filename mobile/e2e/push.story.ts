import { ask } from '../../web/e2e/helpers/api';
import { expectMessage, thread } from '../../web/e2e/helpers/conversation';
import { aFirstStep, aMan, aSubscribedWoman, type Signed } from '../../web/e2e/helpers/people';
import type { FcmMessage } from '../../server/test/push/fcm-receiver';
import { signIn } from './helpers/entering';
import { expect, type Page, type Phone, test } from './helpers/test';

const section = (page: Page) => page.getByRole('region', { name: 'Notifications' });
const devicesOf = async (person: Signed) =>
  (await ask<{ devices: { kind: string }[] }>('{ devices { kind } }', {}, person)).devices.map(({ kind }) => kind);

async function turnOn(phone: Phone, page: Page): Promise<void> {
  await phone.follow('/compte#notifications');
  await section(page).getByRole('button', { name: 'Activer les notifications' }).click();
  await expect(section(page).getByText('Cet appareil vous prévient.')).toBeVisible();
}

/** What the server handed to Google for this phone, once there is something. */
async function messageFor(phone: Phone): Promise<FcmMessage> {
  let found: FcmMessage | undefined;
  await expect(async () => {
    const received = (await (await fetch(`${process.env.FCM_URL}/received`)).json()) as FcmMessage[];
    found = received.filter(({ token }) => token === phone.tray.address).at(-1);
    expect(found).toBeDefined();
  }).toPass();
  return found as FcmMessage;
}

test('he lets the phone tell him; killed, it shows what the server says, and a touch opens the conversation', async ({ aPhone }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const phone = await aPhone();
  const page = await phone.start();
  await signIn(page, man);
  // Nobody is asked before they wish it, and Google knows of nobody.
  expect([phone.tray.permission, phone.tray.address]).toEqual(['prompt', null]);
  await turnOn(phone, page);
  expect(await devicesOf(man)).toEqual(['ANDROID']);
  await phone.keep(page, 'notifications');
  await phone.kill(page);

  const conversation = await aFirstStep(woman, man, 'Bonjour, par la notification.');
  phone.tray.arrive(await messageFor(phone));
  const title = 'Un premier pas';
  expect(phone.tray.notices).toMatchObject([{ tag: conversation, title, body: 'Quelqu’un a fait le premier pas vers vous.' }]);
  const started = await phone.touch(conversation);
  if (!started) throw new Error('The app was running');
  await expect(started).toHaveURL(`https://localhost/conversations/${conversation}`);
  await expect(thread(started, woman.name)).toBeVisible();
  await expectMessage(started, 'Bonjour, par la notification.');
});

test('what is read by itself leaves the tray; signed out, the phone has no address and shows nothing; signed in again, it has', async ({
  aPhone,
}) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const conversation = await aFirstStep(woman, man, 'Bonjour, sans notification.');
  const phone = await aPhone();
  const page = await phone.start();
  await signIn(page, man);
  await turnOn(phone, page);
  const first = phone.tray.address;
  const told = (tag: string, channel: string) => ({
    token: phone.tray.address ?? '',
    data: {},
    android: {
      ...{ collapse_key: tag, priority: 'HIGH' as const, ttl: '60s' },
      notification: {
        ...{ channel_id: channel, tag, visibility: 'PRIVATE' as const },
        ...{ title_loc_key: `push_${channel}_title`, body_loc_key: `push_${channel}_body` },
      },
    },
  });
  phone.tray.arrive(told(conversation, 'new_message'));
  phone.tray.arrive(told('case', 'case'));
  await phone.follow(`/m/${conversation}`);
  await expectMessage(page, 'Bonjour, sans notification.');
  await expect.poll(() => phone.tray.notices.map(({ tag }) => tag)).toEqual(['case']);

  // Google gives the phone another address: the server learns it, and keeps one device.
  await phone.tray.renew();
  await expect.poll(() => phone.wire.asked.filter((name) => name === 'RegisterDevice').length).toBe(2);
  expect(phone.tray.address).not.toBe(first);
  expect(await devicesOf(man)).toEqual(['ANDROID']);

  await phone.follow('/compte');
  await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect.poll(() => phone.tray.address).toBeNull();
  expect(phone.tray.notices).toEqual([]);
  expect(await devicesOf(man)).toEqual([]);

  await signIn(page, man);
  await expect.poll(() => devicesOf(man)).toEqual(['ANDROID']);

  // Somebody else who signs in on it has not asked for anything.
  await phone.follow('/compte');
  await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect.poll(() => phone.tray.address).toBeNull();
  const another = await aMan();
  await signIn(page, another);
  await phone.follow('/compte#notifications');
  await expect(section(page).getByRole('button', { name: 'Activer les notifications' })).toBeVisible();
  expect([phone.tray.address, await devicesOf(another), await devicesOf(man)]).toEqual([null, [], []]);
});

test('where the phone refuses, its settings are one step away; an app without an account at Google offers nothing', async ({ aPhone }) => {
  const man = await aMan();
  const phone = await aPhone();
  phone.tray.agrees = false;
  const page = await phone.start();
  await signIn(page, man);
  // Where he waits for a first step, the app says what it would ask for.
  await phone.follow('/conversations');
  await expect(section(page).getByText('La notification ne montre ni message ni photo.')).toBeVisible();
  await phone.keep(page, 'notifications-offered');
  await section(page).getByRole('button', { name: 'Activer les notifications' }).click();
  await expect(section(page)).toBeHidden();
  await phone.follow('/compte#notifications');
  await section(page).getByRole('button', { name: 'Ouvrir les réglages' }).click();
  await expect.poll(() => phone.asked).toContain('Notices.openSettings');
  await phone.keep(page, 'notifications-refused');
  phone.tray.permission = 'granted';
  await phone.toForeground();
  await expect(section(page).getByRole('button', { name: 'Activer les notifications' })).toBeVisible();
  phone.tray.offered = false;
  await phone.toForeground();
  await expect(section(page).getByText('Cette application ne peut pas recevoir de notifications.')).toBeVisible();
  expect(await devicesOf(man)).toEqual([]);
});
