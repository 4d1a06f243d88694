import { messages } from './helpers/conversation';
import { strangers } from './helpers/discovery';
import { enter } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep, settled } from './helpers/looking';
import { anAccount, demo } from './helpers/people';
import { expect, type Page, test } from './helpers/visitor';

/** Its picture is kept, then it stands at both widths and in both lights. */
async function lookAt(page: Page, path: string, name: string): Promise<void> {
  if (path !== '') await page.goto(path);
  await settled(page);
  await keep(page, name);
  await expectNoSideScroll(page);
  await expectNoBarrier(page);
}

test('nobody is kept from the public pages', async ({ aBrowser, isMobile }) => {
  const page = await aBrowser();
  await lookAt(page, '/', 'landing');
  await lookAt(page, '/connexion', 'sign-in');
  await lookAt(page, '/inscription', 'sign-up');
  await lookAt(page, '/mot-de-passe', 'forgotten');
  await lookAt(page, '/cgu', 'terms');
  await lookAt(page, '/confidentialite', 'privacy');
  for (const path of isMobile ? ['suppression-compte', 'mentions-legales'] : ['consentement', 'accessibilite'])
    await lookAt(page, `/${path}`, path);
  await lookAt(page, '/personne-ici', 'not-found');
});

test('nobody is kept from her pages', async ({ aBrowser, isMobile }) => {
  const page = await aBrowser();
  await enter(page, demo('lea'), '/decouvrir');
  await lookAt(page, '', 'discovery');
  if (isMobile) {
    await page.getByRole('button', { name: 'Filtres' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await keep(page, 'filters');
    await expectNoBarrier(page);
    await page.getByRole('button', { name: 'Voir les profils' }).click();
  }
  await strangers(page).first().getByRole('link').click();
  await expect(page).toHaveURL(/\/hommes\//);
  await lookAt(page, '', 'man');
  await page.getByRole('button', { name: 'Faire le premier pas' }).filter({ visible: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await keep(page, 'first-step');
  await expectNoBarrier(page);
  await lookAt(page, '/conversations', 'conversations');
  await page.getByRole('main').getByRole('link').first().click();
  await expect(messages(page)).toBeVisible();
  await lookAt(page, '', 'conversation');
  await lookAt(page, '/espace', 'her-space');
  await lookAt(page, '/espace/profil', 'her-profile');
  await lookAt(page, '/espace/apercu', 'her-preview');
  await lookAt(page, '/abonnement', 'membership');
  await lookAt(page, '/compte', 'account');
});

test('nobody is kept from the welcome and from what a membership costs', async ({ aBrowser }) => {
  const page = await aBrowser();
  await enter(page, demo('ines'), '/decouvrir');
  await lookAt(page, '', 'plans');
  await lookAt(page, '/abonnement', 'subscribe');
  await lookAt(page, '/bienvenue', 'welcome');
  await lookAt(page, '/bienvenue/portrait', 'welcome-portrait');
  await lookAt(page, '/bienvenue/gouts', 'welcome-tastes');
});

test('nobody is kept from his pages', async ({ aBrowser }) => {
  const page = await aBrowser();
  await enter(page, demo('hugo'), '/espace');
  await lookAt(page, '', 'his-space');
  await lookAt(page, '/espace/profil', 'his-profile');
  await lookAt(page, '/espace/apercu', 'his-preview');
  await lookAt(page, '/conversations', 'his-conversations');
  await page.getByRole('main').getByRole('link').first().click();
  await expect(messages(page)).toBeVisible();
  await lookAt(page, '', 'his-conversation');
  await lookAt(page, `${page.url()}/profil`, 'her-by-him');
  await lookAt(page, '/compte', 'his-account');
});

test('nobody is kept from the reports', async ({ aBrowser }) => {
  const page = await aBrowser();
  await enter(page, demo('moderation'), '/moderation');
  await lookAt(page, '', 'reports');
  await lookAt(page, '/compte', 'moderator-account');
});

test('an empty house is no closed door', async ({ aBrowser }) => {
  const page = await aBrowser();
  const man = await anAccount('MAN', 'Virgile');
  await enter(page, man, '/espace');
  await lookAt(page, '', 'his-empty-space');
  await lookAt(page, '/conversations', 'his-empty-conversations');
});

test('a few pages by night and in English', async ({ aBrowser }) => {
  const page = await aBrowser();
  await enter(page, demo('lea'));
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const [path, name] of [
    ['/decouvrir', 'discovery'],
    ['/conversations', 'conversations'],
    ['/espace', 'her-space'],
  ] as const) {
    await page.goto(path);
    await settled(page);
    await keep(page, `${name}-dark`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/compte');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  for (const [path, name] of [
    ['/decouvrir', 'discovery'],
    ['/conversations', 'conversations'],
    ['/espace', 'her-space'],
    ['/compte', 'account'],
  ] as const) {
    await page.goto(path);
    await settled(page);
    await keep(page, `${name}-en`);
  }
});
