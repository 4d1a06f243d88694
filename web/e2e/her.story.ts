import { expectProfile, messages, openConversation, thread } from './helpers/conversation';
import { enter, signUp } from './helpers/entering';
import { aMan, aPost, aSubscribedWoman, demo, someoneNew } from './helpers/people';
import { expect, test } from './helpers/visitor';
import { introduce } from './helpers/welcome';

const AD = 'Dimanche, marché puis soupe à l’oignon. Je cherche quelqu’un qui sait choisir les oignons.';

test('she signs up, learns about how many men there are and what it costs, pays, and is let in', async ({ aBrowser }) => {
  const page = await aBrowser();
  const woman = someoneNew('Ondine');
  await signUp(page, woman, 'Une femme');
  await introduce(page, woman, 'Je lis dans les trains et je les rate parfois.');
  await expect(page.getByText(/Environ \d+ hommes près de chez vous, à Lyon/)).toBeVisible();
  await page.goto('/decouvrir');
  await expect(page.getByRole('heading', { level: 1, name: /Environ \d+ hommes à Lyon/ })).toBeVisible();
  await expect(page.getByRole('main').getByRole('article')).toHaveCount(0);

  await page.getByRole('radio', { name: /Trois mois/ }).check();
  await page.getByRole('button', { name: 'Continuer vers le paiement' }).click();
  await page.getByLabel('Numéro de carte').fill('4242 4242 4242 4242');
  await page.getByRole('button', { name: /^Payer/ }).click();
  await expect(page.getByRole('heading', { name: 'C’est ouvert' })).toBeVisible();
  await page.getByRole('link', { name: 'Découvrir' }).last().click();
  await expect(page.getByRole('main').getByRole('article').first()).toBeVisible();
  await page.goto('/compte');
  await expect(page.getByText('Abonnement trimestriel')).toBeVisible();
});

test('her first step answers an ad and opens the conversation at once; only then does he see her', async ({ aBrowser, isMobile }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  await aPost(man, AD);
  const [hers, his] = [await aBrowser(), await aBrowser()];
  await enter(his, man, '/conversations');
  await expect(his.getByRole('heading', { name: 'Le premier mot viendra d’elle' })).toBeVisible();

  await enter(hers, woman, `/hommes/${man.id}`);
  await expect(hers.getByRole('heading', { level: 1 })).toContainText(man.name);
  await hers.getByRole('button', { name: 'Répondre par un premier pas' }).click();
  const sheet = hers.getByRole('dialog');
  await expect(sheet.getByText(AD)).toBeVisible();
  await sheet.getByLabel('Votre première phrase').fill('Les rosés, toujours. Et le vôtre, ce marché ?');
  await sheet.getByRole('button', { name: 'Envoyer' }).click();
  await expect(thread(hers, man.name)).toBeVisible();
  await expect(messages(hers).getByText(AD)).toBeVisible();

  await expect(his.getByRole('link', { name: new RegExp(woman.name) })).toBeVisible();
  await openConversation(his, woman.name);
  await expect(messages(his).getByText('Les rosés, toujours.')).toBeVisible();
  await expectProfile(his, woman.name, isMobile);
});

test('her search is kept by the address of the page, over a reload and back from a profile', async ({ aBrowser, isMobile }) => {
  const page = await aBrowser();
  await enter(page, demo('lea'));
  await expect(page).toHaveURL(/\/decouvrir/);
  const cards = page.getByRole('main').getByRole('article');
  await expect(cards.first()).toBeVisible();
  if (isMobile) await page.getByRole('button', { name: 'Filtres' }).click();
  await page.getByRole('button', { name: 'Cette semaine', exact: true }).click();
  await page.getByRole('button', { name: 'Une annonce cette semaine' }).click();
  if (isMobile) await page.getByRole('button', { name: 'Voir les profils' }).click();
  await expect(page).toHaveURL(/vu=semaine/);
  await expect(page).toHaveURL(/annonces=semaine/);
  const chosen = page.getByRole('group', { name: 'Filtres en cours' }).getByRole('button', { name: /Retirer le filtre/ });
  await expect(chosen).toHaveCount(2);

  await page.reload();
  await expect(chosen).toHaveCount(2);
  await expect(cards.first()).toBeVisible();
  const name = await cards.first().getByRole('heading').innerText();
  await cards.first().getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await page.goBack();
  await expect(chosen).toHaveCount(2);
  await expect(cards.first().getByRole('heading')).toHaveText(name);
});
