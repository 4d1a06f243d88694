import { expectMessage } from '../../web/e2e/helpers/conversation';
import { aFirstStep, aMan, aMessage, aSubscribedWoman } from '../../web/e2e/helpers/people';
import { signIn } from './helpers/entering';
import { expect, test } from './helpers/test';

test('who signed in once is at home again after the app was killed, by a token that no page can read', async ({ aPhone }) => {
  const man = await aMan();
  const phone = await aPhone();
  const page = await phone.start();
  // By this call a start on an emulator is known to have come as far as our own code (scripts/start-on-emulator.sh).
  await expect.poll(() => phone.asked).toContain('App.getLaunchUrl');
  await signIn(page, man);
  await expect(page).toHaveURL('https://localhost/espace');
  const kept = JSON.parse(phone.secrets.get('refresh-token') ?? '{}') as { token?: string };
  expect(kept).toEqual({ token: expect.stringMatching(/^[\w-]{36}\./) as unknown });
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  expect(stored).not.toContain(kept.token);
  const device = phone.secrets.get('device-token') ?? 'none';
  expect(stored).not.toContain(device);

  await phone.kill(page);
  const again = await phone.start();
  // What strangers do with his address is not held against this phone.
  await again.waitForRequest((request) => request.headers()['x-device'] === device);
  await expect(again).toHaveURL('https://localhost/espace');
  await again.goto('https://localhost/compte');
  await again.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect(again.getByRole('link', { name: 'Se connecter' }).first()).toBeVisible();
  // The session is gone; that the phone is his is known when he comes back.
  await expect.poll(() => [...phone.secrets]).toEqual([['device-token', device]]);
});

test('an app that is killed while it renews its session is not taken for a thief', async ({ aPhone }) => {
  const man = await aMan();
  const phone = await aPhone();
  const page = await phone.start();
  await signIn(page, man);
  const before = phone.secrets.get('refresh-token');
  await phone.kill(page);

  // The server renews, and the answer finds nobody.
  const lost = await phone.start('/espace', { loseAnswers: true });
  await expect.poll(() => phone.wire.lost).toBeGreaterThan(0);
  await phone.kill(lost);
  expect(JSON.parse(phone.secrets.get('refresh-token') ?? '{}')).toEqual({
    ...JSON.parse(before ?? '{}'),
    attempt: expect.any(String) as unknown,
  });

  const again = await phone.start();
  await expect(again).toHaveURL('https://localhost/espace');
  expect(phone.secrets.get('refresh-token')).not.toBe(before);
});

test('back in sight after a while, it goes on from the last number it had, and asks for nothing else', async ({ aPhone }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const conversation = await aFirstStep(woman, man, 'Bonjour, vous êtes là ?');
  const phone = await aPhone();
  const page = await phone.start();
  await page.clock.install();
  await signIn(page, man);
  await page.getByRole('link', { name: /Conversations/ }).click();
  await page.getByRole('link', { name: new RegExp(woman.name) }).click();
  await expectMessage(page, 'Bonjour, vous êtes là ?');

  await phone.toBackground();
  await page.clock.fastForward(30_000);
  await expect.poll(() => phone.wire.sockets).toBe(0);
  await aMessage(woman, conversation, 'Pendant que vous n’étiez pas là.');
  const before = { asked: phone.wire.asked.length, resumed: phone.wire.resumedFrom.length };
  await phone.toForeground();
  await expectMessage(page, 'Pendant que vous n’étiez pas là.');
  expect(phone.wire.resumedFrom.slice(before.resumed)).toEqual([expect.any(Number)]);
  expect(phone.wire.asked.slice(before.asked).filter((name) => name !== 'MarkRead')).toEqual([]);
});
