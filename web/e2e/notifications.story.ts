import { ask } from './helpers/api';
import { enter, signIn } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep, settled } from './helpers/looking';
import { aFirstStep, aMan, aSubscribedWoman } from './helpers/people';
import { expectNotices, notices, push, tap, withPushService } from './helpers/push';
import { expect, test, type Page } from './helpers/visitor';
import { openConversation, thread } from './helpers/conversation';

const section = (page: Page) => page.getByRole('region', { name: 'Notifications' });

test('he lets this device tell him, is told of a first step, and a tap opens the conversation', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const page = await aBrowser({ worker: true });
  await withPushService(page);
  await enter(page, man, '/compte');
  await section(page).getByRole('button', { name: 'Activer les notifications' }).click();
  await expect(section(page).getByText('Cet appareil vous prévient.')).toBeVisible();
  const { devices } = await ask<{ devices: { kind: string }[] }>('{ devices { kind } }', {}, man);
  expect(devices).toEqual([{ kind: 'WEB' }]);

  const conversationId = await aFirstStep(woman, man, 'Quel vélo, au juste ?');
  await push(page, { kind: 'NEW_CONVERSATION', conversationId, locale: 'FR' });
  const notice = { title: 'Premier Pas', tag: conversationId };
  await expectNotices(page, [{ ...notice, body: 'Quelqu’un a fait le premier pas vers vous.' }]);
  await push(page, { kind: 'NEW_MESSAGE', conversationId, locale: 'EN', name: woman.name });
  await expectNotices(page, [{ ...notice, body: `New message from ${woman.name}.` }]);

  await tap(page);
  await expect(page).toHaveURL(new RegExp(`/conversations/${conversationId}$`));
  await expect(thread(page, woman.name)).toBeVisible();
  await expectNotices(page, []);
  // It is before his eyes now.
  await page.bringToFront();
  await push(page, { kind: 'NEW_MESSAGE', conversationId, locale: 'FR' });
  await push(page, { kind: 'CASE', locale: 'FR' });
  await expectNotices(page, [{ title: 'Premier Pas', tag: 'CASE', body: 'Nous avons une réponse pour vous.' }]);
});

test('what he reads here by himself is told no longer', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const page = await aBrowser({ worker: true });
  await withPushService(page);
  await enter(page, man, '/compte');
  await section(page).getByRole('button', { name: 'Activer les notifications' }).click();
  await expect(section(page).getByText('Cet appareil vous prévient.')).toBeVisible();
  const conversationId = await aFirstStep(woman, man, 'Quel vélo, au juste ?');
  await push(page, { kind: 'NEW_CONVERSATION', conversationId, locale: 'FR' });
  await expect.poll(() => notices(page)).toHaveLength(1);
  await openConversation(page, woman.name);
  await expectNotices(page, []);
});

test('she chooses what she is told and when, and whether he reads her name', async ({ aBrowser }) => {
  const woman = await aSubscribedWoman();
  const page = await aBrowser({ worker: true });
  await withPushService(page);
  await enter(page, woman, '/compte#notifications');
  await settled(page);
  await section(page).getByRole('switch', { name: 'D’un paiement refusé' }).click();
  await section(page).getByRole('switch', { name: 'Heures calmes' }).click();
  await section(page).getByLabel('De', { exact: true }).fill('23:15');
  await section(page).getByLabel('De', { exact: true }).press('Tab');
  await section(page).getByRole('switch', { name: 'Montrer mon prénom dans ses notifications' }).click();
  const settings = () => ask('{ notificationSettings { muted quietHours { from to timeZone } showsMyName } }', {}, woman);
  await expect.poll(settings).toEqual({
    notificationSettings: {
      muted: ['MEMBERSHIP'],
      quietHours: { from: '23:15', to: '08:00', timeZone: 'Europe/Paris' },
      showsMyName: true,
    },
  });
  await page.reload();
  await settled(page);
  await expect(section(page).getByRole('switch', { name: 'D’un paiement refusé' })).not.toBeChecked();
  await expect(section(page).getByLabel('De', { exact: true })).toHaveValue('23:15');
  await section(page).scrollIntoViewIfNeeded();
  await keep(page, 'notifications');
  await expectNoBarrier(page);
  await expectNoSideScroll(page);
});

test('a device that another person signs in on tells nothing of the first one any more', async ({ aBrowser }) => {
  const [first, second] = await Promise.all([aMan(), aMan()]);
  const page = await aBrowser({ worker: true });
  await withPushService(page);
  await enter(page, first, '/compte');
  await section(page).getByRole('button', { name: 'Activer les notifications' }).click();
  await expect(section(page).getByText('Cet appareil vous prévient.')).toBeVisible();
  await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect(page).toHaveURL(/\/(connexion)?$/);
  expect(await ask('{ devices { id } }', {}, first)).toEqual({ devices: [] });

  await signIn(page, second);
  await page.goto('/compte');
  await expect(section(page).getByRole('button', { name: 'Activer les notifications' })).toBeVisible();
  await expect
    .poll(() =>
      page.evaluate(async () => (await navigator.serviceWorker.ready).pushManager.getSubscription().then((kept) => kept === null)),
    )
    .toBe(true);
});
