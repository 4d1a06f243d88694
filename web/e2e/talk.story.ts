import { choose, composer, expectMessage, messages, openConversation, thread, write } from './helpers/conversation';
import { enter } from './helpers/entering';
import { aFirstStep, aMan, aMessage, aSubscribedWoman, type Signed } from './helpers/people';
import { expect, type Page, test } from './helpers/visitor';

interface Talk {
  woman: Signed;
  man: Signed;
  hers: Page;
  his: Page;
}

async function aTalk(aBrowser: () => Promise<Page>): Promise<Talk> {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const id = await aFirstStep(woman, man, 'Bonjour, on commence par quoi ?');
  const [hers, his] = [await aBrowser(), await aBrowser()];
  for (const [page, who] of [
    [hers, woman],
    [his, man],
  ] as const) {
    await enter(page, who, `/conversations/${id}`);
    await expectMessage(page, 'Bonjour, on commence par quoi ?');
  }
  return { woman, man, hers, his };
}

test('what one writes the other sees being written, then reads, then is known to have read', async ({ aBrowser }) => {
  const { woman, man, hers, his } = await aTalk(aBrowser);
  // Hints go to whoever listens: she does once she knows that he is there.
  await expect(thread(hers, man.name).getByText('est là').first()).toBeVisible();
  await composer(his, woman.name).pressSequentially('Par le café, évidemment.');
  await expect(thread(hers, man.name).getByText('écrit…').first()).toBeVisible();
  await his.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expectMessage(hers, 'Par le café, évidemment.');
  await expect(thread(hers, man.name).getByText('écrit…')).toHaveCount(0);
  await expect(thread(his, woman.name).getByText(/^Lu \d/)).toBeVisible();
  await write(hers, man.name, 'Sans sucre, alors.\nEt sans musique.');
  await expect(messages(his).getByText('Sans sucre, alors.')).toBeVisible();
});

test('she closes the conversation and he loses sight of her; she reopens it and everything is back', async ({ aBrowser }) => {
  const { woman, man, hers, his } = await aTalk(aBrowser);
  await choose(hers, man.name, 'Fermer la conversation');
  await expect(hers.getByRole('heading', { name: 'Vous avez fermé cette conversation' })).toBeVisible();
  await expect(his.getByRole('heading', { name: 'Cette conversation n’est plus là' })).toBeVisible();
  await expect(his.getByText(woman.name)).toHaveCount(0);
  await hers.getByRole('button', { name: 'Rouvrir la conversation' }).click();
  await expectMessage(hers, 'Bonjour, on commence par quoi ?');
  await openConversation(his, woman.name);
  await expectMessage(his, 'Bonjour, on commence par quoi ?');
});

test('a report gives a case number, by mail as well; a block makes both vanish at once', async ({ aBrowser }) => {
  const { woman, man, hers, his } = await aTalk(aBrowser);
  await choose(hers, man.name, 'Signaler');
  const sheet = hers.getByRole('dialog');
  await sheet.getByRole('radio', { name: 'Faux profil' }).check();
  await sheet.getByLabel('Avec vos mots').fill('Ce n’est pas son métier.');
  await sheet.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await expect(sheet.getByText(/^PP-/)).toBeVisible();
  await sheet.getByRole('button', { name: `Bloquer aussi ${man.name}` }).click();
  await hers
    .getByRole('dialog')
    .getByRole('button', { name: `Bloquer ${man.name}` })
    .click();
  await expect(hers).toHaveURL(/\/conversations$/);
  await expect(hers.getByRole('link', { name: new RegExp(man.name) })).toHaveCount(0);
  await expect(his.getByRole('heading', { name: 'Cette conversation n’est plus là' })).toBeVisible();
  await expect(his.getByText(woman.name)).toHaveCount(0);
});

test('a long conversation opens at its end, and where the new messages begin when there are some', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const id = await aFirstStep(woman, man, 'Bonjour, on commence par quoi ?');
  for (let index = 1; index <= 50; index++) await aMessage(index % 2 ? man : woman, id, `${index}. ${'Un mot après l’autre. '.repeat(12)}`);
  const page = await aBrowser();
  await enter(page, woman, `/conversations/${id}`);
  const line = messages(page).getByText('Nouveaux messages');
  await expect(line).toBeInViewport();
  await expect(messages(page).getByText(/^1\. /)).toBeInViewport();
  await page.getByRole('button', { name: 'Revenir en bas' }).click();
  await expect(messages(page).getByText(/^50\. /)).toBeInViewport();
  await page.reload();
  await expect(messages(page).getByText(/^50\. /)).toBeInViewport();

  await page.goto('/conversations');
  for (let index = 51; index <= 62; index++) await aMessage(man, id, `${index}. ${'Et encore un mot. '.repeat(12)}`);
  await page.getByRole('link', { name: new RegExp(man.name) }).click();
  await expect(line).toBeInViewport();
  await expect(messages(page).getByText(/^51\. /)).toBeInViewport();
  await expect(messages(page).getByText(/^62\. /)).not.toBeInViewport();
  await page.getByRole('button', { name: 'Revenir en bas' }).click();
  await expect(messages(page).getByText(/^62\. /)).toBeInViewport();
  await page.reload();
  await expect(messages(page).getByText(/^62\. /)).toBeInViewport();
  await expect(line).toHaveCount(0);
});
