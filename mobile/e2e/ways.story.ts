import { expectMessage, thread } from '../../web/e2e/helpers/conversation';
import { aFirstStep, aMan, anAccount, aSubscribedWoman } from '../../web/e2e/helpers/people';
import { signIn } from './helpers/entering';
import { expect, test } from './helpers/test';

test('a link of the site opens its page in the app, after the sign-in where there was none; other addresses lead nowhere', async ({
  aPhone,
}) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const conversation = await aFirstStep(woman, man, 'Bonjour par un lien.');
  const phone = await aPhone();
  const page = await phone.start(`/m/${conversation}`);
  await signIn(page, man);
  await expect(thread(page, woman.name)).toBeVisible();
  await expectMessage(page, 'Bonjour par un lien.');

  await phone.follow('/compte');
  await expect(page).toHaveURL('https://localhost/compte');
  await phone.follow('https://evil.example/espace');
  await phone.follow(`/m/${conversation}`);
  await expect(page).toHaveURL(`https://localhost/conversations/${conversation}`);
});

test('the back button closes what lies above the page, then goes back, then leaves', async ({ aPhone }) => {
  const woman = await aSubscribedWoman();
  const phone = await aPhone();
  const page = await phone.start();
  await signIn(page, woman);
  await expect(page).toHaveURL('https://localhost/decouvrir');
  await page.getByRole('link', { name: 'Moi', exact: true }).click();
  await expect(page).toHaveURL('https://localhost/espace');
  await page.getByRole('navigation', { name: 'À moi' }).getByRole('link', { name: 'Compte et réglages' }).click();
  await page.getByRole('button', { name: 'Se déconnecter partout' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();

  await phone.back();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page).toHaveURL('https://localhost/compte');
  await phone.back();
  await expect(page).toHaveURL('https://localhost/espace');
  await phone.back();
  await expect(page).toHaveURL('https://localhost/decouvrir');
  expect(phone.asked).not.toContain('App.minimizeApp');
  await phone.back();
  await expect.poll(() => phone.asked).toContain('App.minimizeApp');
});

test('he shares the address of his profile, and what he reads stays out of screenshots when he wants so', async ({ aPhone }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  await aFirstStep(woman, man, 'Bonjour, en privé.');
  const phone = await aPhone();
  const page = await phone.start();
  await signIn(page, man);
  await page.getByRole('button', { name: 'Partager mon profil' }).click();
  await expect
    .poll(() => phone.shared)
    .toEqual([{ title: `${man.name} sur Premier Pas`, url: `${process.env.SITE_URL}/hommes/${man.id}` }]);

  await page.getByRole('navigation', { name: 'À moi' }).getByRole('link', { name: 'Compte et réglages' }).click();
  await expect(page.getByText('Premier Pas, Android')).toBeVisible();
  await page.getByRole('switch', { name: /à l’abri des captures/ }).click();
  expect(phone.hidden).toBe(false);
  await page.getByRole('link', { name: 'Conversations' }).click();
  await expect.poll(() => phone.hidden).toBe(true);
  await page.getByRole('link', { name: 'Mon espace' }).click();
  await expect.poll(() => phone.hidden).toBe(false);
});

test('she pays in the browser of the phone, and her access is open when the link brings her back', async ({ aPhone }) => {
  const woman = await anAccount('WOMAN', 'Adélaïde');
  const phone = await aPhone();
  const page = await phone.start();
  await signIn(page, woman);
  await phone.follow('/abonnement');
  await page.getByRole('button', { name: 'Continuer vers le paiement' }).click();
  await expect.poll(() => phone.left.length).toBe(1);
  await fetch(`${process.env.STRIPE_URL}/_sim/completeCheckout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ session: new URL(phone.left[0] ?? '').pathname.split('/').at(-1) }),
  });
  await phone.follow('/abonnement/retour');
  await phone.toForeground();
  await expect(page.getByRole('heading', { name: 'C’est ouvert' })).toBeVisible();
  await phone.follow('/decouvrir');
  await expect(page.getByRole('article').first()).toBeVisible();
});
