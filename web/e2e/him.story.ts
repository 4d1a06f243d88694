import { ask } from './helpers/api';
import { expectMessage, openConversation, write } from './helpers/conversation';
import { enter, signUp } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep } from './helpers/looking';
import { aFirstStep, aMan, aSubscribedWoman, anAccount, demo, someoneNew } from './helpers/people';
import { expect, test } from './helpers/visitor';
import { introduce } from './helpers/welcome';

test('he signs up, publishes an ad, mends it, sees his page as a woman reads it, and takes the ad down', async ({ aBrowser }) => {
  const page = await aBrowser();
  const man = someoneNew('Achille');
  await signUp(page, man, 'Un homme');
  await introduce(page, man, 'Je répare des vélos. Le dimanche, je rate des soufflés.');
  await expect(page).toHaveURL(/\/espace$/);

  const ads = page.getByRole('list', { name: /^Vos annonces/ }).getByRole('article');
  await page.getByLabel('Nouvelle annonce').fill('Cherche quelqu’un pour un tour du lac, dimanche.');
  await page.getByRole('button', { name: 'Publier l’annonce' }).click();
  await expect(ads.getByText('Cherche quelqu’un pour un tour du lac, dimanche.')).toBeVisible();
  await expect(page.getByLabel('Nouvelle annonce')).toHaveValue('');

  await ads.getByRole('button', { name: 'Modifier' }).click();
  await ads.getByLabel('Votre annonce').fill('Cherche quelqu’un pour un tour du lac, samedi.');
  await ads.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(ads.getByText('Cherche quelqu’un pour un tour du lac, samedi.')).toBeVisible();
  await expect(page.getByText('Annonce modifiée.')).toBeVisible();

  await page.goto('/espace/apercu');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(man.name);
  await expect(page.getByText('Cherche quelqu’un pour un tour du lac, samedi.')).toBeVisible();
  await expect(page.getByText('Je répare des vélos.')).toBeVisible();

  await page.goto('/espace');
  await ads.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Supprimer' }).click();
  await expect(ads).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Pas encore d’annonce' })).toBeVisible();
});

test('he sees by days how his ads are read', async ({ aBrowser }) => {
  const page = await aBrowser();
  await enter(page, demo('hugo'));
  await expect(page.getByText(/Vos annonces ont été lues [\d\s]+ fois en 30 jours/)).toBeVisible();
  await page.getByText('lectures de vos annonces', { exact: true }).click();
  await expect(page.getByRole('radio', { name: /lectures de vos annonces$/ })).toBeChecked();
  await page.getByText('Voir les chiffres en tableau').click();
  await expect(page.getByRole('table', { name: /^Lectures de vos annonces/ }).getByRole('row')).toHaveCount(31);
  const chart = page.getByRole('img', { name: /^Lectures de vos annonces/ });
  await chart.press('Home');
  const first = await page.getByRole('table').getByRole('row').nth(1).innerText();
  await expect(page.getByText(first.replace(/\s*\t\s*/, ' · '), { exact: true })).toBeVisible();
  await keep(page, 'statistics');
  await expectNoSideScroll(page);
  await expectNoBarrier(page);
});

test('a first step reaches him while he looks at something else, and he answers', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const page = await aBrowser();
  await enter(page, man);
  await expect(page).toHaveURL(/\/espace$/);
  await expect(page.getByRole('heading', { name: 'Mes annonces' })).toBeVisible();
  const conversation = await aFirstStep(woman, man, 'Quel vélo, au juste ?');
  await expect(page.getByText('Une conversation non lue').filter({ visible: true }).first()).toBeAttached();
  await openConversation(page, woman.name);
  await expectMessage(page, 'Quel vélo, au juste ?');
  await write(page, woman.name, 'Un vieux, à freins capricieux.');
  await expectMessage(page, 'Un vieux, à freins capricieux.');
  await expect(page.getByText('Envoyé')).toBeVisible();
  const { conversation: hers } = await ask<{ conversation: { lastMessage: { text: string; from: string } } }>(
    'query ($id: ID!) { conversation(id: $id) { lastMessage { text from } } }',
    { id: conversation },
    woman,
  );
  expect(hers.lastMessage).toEqual({ text: 'Un vieux, à freins capricieux.', from: 'THEM' });
});

test('he meets no woman who did not write to him: no page shows one, and the API answers as for nobody', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([anAccount('WOMAN', 'Garance'), aMan()]);
  const page = await aBrowser();
  await enter(page, man);
  for (const path of ['/decouvrir', `/hommes/${woman.id}`, '/abonnement']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/espace$/);
  }
  const asked = (id: string) =>
    ask('query ($id: ID!) { woman(id: $id) { username } }', { id }, man).catch((error: unknown) => String(error));
  const nobody = crypto.randomUUID();
  expect(await asked(woman.id)).toBe(await asked(nobody));
  expect(await asked(nobody)).toContain('NOT_FOUND');
});
