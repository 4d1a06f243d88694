import { ask } from './helpers/api';
import { composer, expectMessage, messages, thread, write } from './helpers/conversation';
import { enter } from './helpers/entering';
import { aFirstStep, aMan, aSubscribedWoman, type Signed } from './helpers/people';
import { expect, type Page, test } from './helpers/visitor';

interface Talk {
  woman: Signed;
  man: Signed;
  path: string;
}

async function aTalk(): Promise<Talk> {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  return { woman, man, path: `/conversations/${await aFirstStep(woman, man, 'Bonjour, quel temps chez vous ?')}` };
}

async function enterTalk(page: Page, { woman, man, path }: Talk): Promise<void> {
  await enter(page, man, path);
  await expect(thread(page, woman.name)).toBeVisible();
  await expectMessage(page, 'Bonjour, quel temps chez vous ?');
}

/** How often she got these words. */
async function received({ woman, path }: Talk, text: string): Promise<number> {
  const { conversation } = await ask<{ conversation: { messages: { edges: { node: { text: string } }[] } } }>(
    'query ($id: ID!) { conversation(id: $id) { messages(last: 50) { edges { node { text } } } } }',
    { id: path.split('/').at(-1) },
    woman,
  );
  return conversation.messages.edges.filter(({ node }) => node.text === text).length;
}

test('words written without a network wait in sight, outlive a reload, and arrive exactly once', async ({ aBrowser }) => {
  const talk = await aTalk();
  const page = await aBrowser();
  await enterTalk(page, talk);
  await page.context().setOffline(true);
  await expect(page.getByText('Vous êtes hors ligne.')).toBeVisible();
  await write(page, talk.woman.name, 'Il pleut, je n’ai plus de réseau.');
  await expectMessage(page, 'Il pleut, je n’ai plus de réseau.');
  await expect(messages(page).getByText('Pas encore parti')).toBeVisible();

  await page.goto('about:blank');
  await page.context().setOffline(false);
  await page.goto(talk.path);
  await expectMessage(page, 'Il pleut, je n’ai plus de réseau.');
  await expect(messages(page).getByText('Envoyé')).toBeVisible();
  await page.reload();
  await expectMessage(page, 'Il pleut, je n’ai plus de réseau.');
  expect(await received(talk, 'Il pleut, je n’ai plus de réseau.')).toBe(1);
});

test('the network comes back under an open page: it sends what waited and shows what it missed', async ({ aBrowser }) => {
  const talk = await aTalk();
  const page = await aBrowser();
  await enterTalk(page, talk);
  await page.context().setOffline(true);
  await write(page, talk.woman.name, 'Un, sans réseau.');
  await write(page, talk.woman.name, 'Deux, sans réseau.');
  await ask(
    'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }',
    { input: { conversationId: talk.path.split('/').at(-1), clientId: crypto.randomUUID(), text: 'Vous êtes là ?' } },
    talk.woman,
  );
  await page.context().setOffline(false);
  await expect(page.getByText('Vous êtes hors ligne.')).toBeHidden();
  for (const text of ['Un, sans réseau.', 'Deux, sans réseau.', 'Vous êtes là ?']) await expectMessage(page, text);
  await expect(messages(page).getByText('Envoyé')).toBeVisible();
  await expect(messages(page).getByText('Pas encore parti')).toHaveCount(0);
  const both = async () => [await received(talk, 'Un, sans réseau.'), await received(talk, 'Deux, sans réseau.')];
  // « Envoyé » stands under the newest that was sent, and another may still wait below it.
  await expect.poll(both).toEqual([1, 1]);
});

test('an access token that the server no longer takes is renewed without a word lost', async ({ aBrowser }) => {
  const talk = await aTalk();
  const page = await aBrowser();
  await enterTalk(page, talk);
  let refused = 0;
  await page.route('**/graphql', async (route) => {
    const headers = route.request().headers();
    const spoil = headers.authorization !== undefined && refused++ === 0;
    await route.continue({ headers: spoil ? { ...headers, authorization: 'Bearer expired' } : headers });
  });
  await write(page, talk.woman.name, 'Un jeton d’hier.');
  await expect(messages(page).getByText('Envoyé')).toBeVisible();
  expect(refused).toBeGreaterThan(1);
  expect(await received(talk, 'Un jeton d’hier.')).toBe(1);
});

test('words being typed outlive a reload, the way back, and a session ended from another device', async ({ aBrowser }) => {
  const talk = await aTalk();
  const page = await aBrowser();
  await enterTalk(page, talk);
  const field = composer(page, talk.woman.name);
  await field.fill('Je disais donc que');
  await page.reload();
  await expect(field).toHaveValue('Je disais donc que');
  await page.goto('/compte');
  await page.goBack();
  await expect(field).toHaveValue('Je disais donc que');

  const elsewhere = await aBrowser();
  await enter(elsewhere, talk.man, '/compte');
  await elsewhere.getByRole('button', { name: 'Se déconnecter partout' }).click();
  await elsewhere.getByRole('button', { name: 'Déconnecter tous les appareils' }).click();
  await expect(elsewhere).toHaveURL(/\/$/);
  await expect(page).toHaveURL(/\/connexion\?suite=/);
  await page.getByLabel('Adresse e-mail').fill(talk.man.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(talk.man.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(field).toHaveValue('Je disais donc que');
});

test('two tabs tell the same, and leave together', async ({ aBrowser }) => {
  const talk = await aTalk();
  const first = await aBrowser();
  await enterTalk(first, talk);
  const second = await first.context().newPage();
  await second.goto(talk.path);
  await expectMessage(second, 'Bonjour, quel temps chez vous ?');
  await write(first, talk.woman.name, 'Écrit dans un onglet.');
  await expectMessage(second, 'Écrit dans un onglet.');
  await first.goto('/compte');
  await first.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect(first).toHaveURL(/\/$/);
  await expect(second).not.toHaveURL(/\/conversations\//);
  await expect(second.getByText(talk.woman.name)).toHaveCount(0);
});
