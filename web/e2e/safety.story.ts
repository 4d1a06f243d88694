import { choose, messages, thread } from './helpers/conversation';
import { cards, strangers } from './helpers/discovery';
import { enter } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep, settled } from './helpers/looking';
import { aFirstStep, aMessage, anAccount, aPost, aSubscribedWoman } from './helpers/people';
import { expect, type Page, test } from './helpers/visitor';

const BARNABE = { bio: 'Je cherche ma belle, et rien d’autre.', tags: ['ma belle étoile', 'tarot'] };

async function lookAt(page: Page, name: string): Promise<void> {
  await settled(page);
  await keep(page, name);
  await expectNoSideScroll(page);
  await expectNoBarrier(page);
}

test('she hides words, is warned of a number, thinks twice, and writes down whom she never wants to meet', async ({ aBrowser }) => {
  const [woman, man] = [await aSubscribedWoman(), await anAccount('MAN', 'Barnabé', BARNABE)];
  await aPost(man, 'Un café, ma belle ?');
  const conversationId = await aFirstStep(woman, man, 'Bonjour !');
  await aMessage(man, conversationId, 'Appelez-moi au 06 12 34 56 78, ce sera plus simple.');
  await aMessage(man, conversationId, 'Alors, MA  BELLE, on se dit tu ?');
  const page = await aBrowser();
  await enter(page, woman, '/compte/mots');
  await expect(page.getByRole('heading', { name: 'Rien n’est masqué' })).toBeVisible();
  await page.getByLabel('Un mot ou une expression').fill('ma belle');
  await page.keyboard.press('Enter');
  await page.getByLabel('Un mot ou une expression').fill('coquine');
  await page.getByRole('button', { name: 'Ajouter à la liste' }).click();
  await expect(page.getByRole('button', { name: 'Retirer « ma belle »' })).toBeVisible();
  await lookAt(page, 'hidden-words');

  // Kept on the server: another page load veils what they are in, in the list, the conversation and on his page.
  await page.goto('/conversations');
  await expect(page.getByRole('link', { name: /Barnabé.*Message masqué/ })).toBeVisible();
  await page.goto(`/conversations/${conversationId}`);
  await expect(messages(page).getByText('Message masqué : il contient un mot de votre liste.')).toBeVisible();
  await expect(messages(page).getByText('Restez prudente')).toHaveCount(1);
  await keep(page, 'veiled-message');
  await messages(page).getByRole('button', { name: 'Afficher' }).click();
  await expect(messages(page).getByText('on se dit tu ?')).toBeVisible();

  const field = thread(page, man.name).getByRole('textbox');
  await field.fill('Mon numéro : 06 98 76 54 32, espèce de connard');
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
  const doubt = page.getByRole('dialog', { name: 'Envoyer ces mots ?' });
  await expect(doubt.getByRole('button', { name: 'Modifier' })).toBeFocused();
  await keep(page, 'second-thoughts');
  await doubt.getByRole('button', { name: 'Modifier' }).click();
  await field.fill('Mon numéro : 06 98 76 54 32');
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await page.getByRole('dialog', { name: 'Donner cela dès maintenant ?' }).getByRole('button', { name: 'Envoyer quand même' }).click();
  await expect(messages(page).getByText('Mon numéro : 06 98 76 54 32')).toBeVisible();
  await expect(field).toHaveValue('');

  await page.goto(`/hommes/${man.id}`);
  await expect(page.getByText('Présentation masquée')).toBeVisible();
  await expect(page.getByText('Annonce masquée')).toBeVisible();
  const tastes = page.getByRole('list', { name: 'Ses goûts' });
  await expect(tastes.getByText('tarot')).toBeVisible();
  await expect(tastes.getByText('étoile')).toHaveCount(0);
  await keep(page, 'veiled-page');
  await tastes.getByRole('button', { name: /^Goût masqué/ }).click();
  await expect(tastes.getByText('ma belle étoile')).toBeVisible();

  await page.goto('/compte/eviter');
  await page.getByLabel('Son e-mail ou son téléphone').fill('personne');
  await page.getByRole('button', { name: 'Ajouter' }).click();
  await expect(page.getByText('Ce n’est ni une adresse e-mail')).toBeVisible();
  await page.getByLabel('Son e-mail ou son téléphone').fill('06 12 34 56 79');
  await page.getByRole('button', { name: 'Ajouter' }).click();
  await expect(page.getByText(/Numéro ajouté le/)).toBeVisible();
  await page.getByLabel('Son e-mail ou son téléphone').fill('paul@nulle-part.example');
  await page.getByLabel('Pour m’en souvenir').fill('Paul, du bureau');
  await page.getByRole('button', { name: 'Ajouter' }).click();
  await expect(page.getByText('Paul, du bureau')).toBeVisible();
  await lookAt(page, 'people-to-avoid');
  await page.getByRole('button', { name: 'Retirer de la liste : Paul, du bureau' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
  await expect(page.getByText('Paul, du bureau')).toHaveCount(0);
  await expect(page.getByText('Un numéro de téléphone')).toBeVisible();
});

test('she blocks a man from where she sees him first, and takes it back', async ({ aBrowser }) => {
  const woman = await aSubscribedWoman();
  const page = await aBrowser();
  await enter(page, woman);
  const name = (await strangers(page).first().getByRole('heading').innerText()).replace(/, \d+$/, '');
  await choose(page, name, 'Bloquer');
  await keep(page, 'block-from-card');
  await page.getByRole('button', { name: `Bloquer ${name}`, exact: true }).click();
  await expect(cards(page).getByRole('heading', { name: new RegExp(`^${name},`) })).toHaveCount(0);
  await keep(page, 'block-done');
  await page.getByRole('button', { name: 'Annuler' }).click();
  await expect(cards(page).getByRole('heading', { name: new RegExp(`^${name},`) })).toBeVisible();
  await expect(page.getByText('Blocage levé')).toBeVisible();
});
