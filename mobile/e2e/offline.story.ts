import { ask } from '../../web/e2e/helpers/api';
import { expectMessage, messages, thread, write } from '../../web/e2e/helpers/conversation';
import { aFirstStep, aMan, aMessage, aSubscribedWoman, type Signed } from '../../web/e2e/helpers/people';
import { expectLoaded } from '../../web/e2e/helpers/looking';
import { aJpeg } from '../../web/e2e/helpers/photos';
import { signIn } from './helpers/entering';
import { expect, type FileChooser, type Page, test } from './helpers/test';

test('killed and without a network, it opens on what was said; what is written leaves once, after another kill', async ({ aPhone }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const conversation = await aFirstStep(woman, man, 'Vous me lirez sans réseau ?');
  const phone = await aPhone();
  const page = await phone.start();
  await signIn(page, man);
  // Nobody opened it: the app fetched it for later.
  await expect.poll(() => page.evaluate(() => indexedDB.databases().then((all) => all.map(({ name }) => name)))).toContain('pp.kept');
  await expect.poll(() => page.evaluate(kept)).toContain('"conversation({');
  await phone.kill(page);

  await phone.loseNetwork();
  const lost = await phone.start();
  await expect(lost.getByText('Vous êtes hors ligne.')).toBeVisible();
  await lost.getByRole('link', { name: 'Conversations' }).click();
  await lost.getByRole('link', { name: new RegExp(woman.name) }).click();
  await expect(thread(lost, woman.name)).toBeVisible();
  await expectMessage(lost, 'Vous me lirez sans réseau ?');
  await write(lost, woman.name, 'Oui, et je réponds d’un tunnel.');
  await expect(messages(lost).getByText('Pas encore parti')).toBeVisible();
  await phone.kill(lost);
  await aMessage(woman, conversation, 'Et pendant ce temps…');

  await phone.findNetwork();
  const again = await phone.start(`/m/${conversation}`);
  await expectMessage(again, 'Oui, et je réponds d’un tunnel.');
  await expectMessage(again, 'Et pendant ce temps…');
  await expect(messages(again).getByText('Envoyé')).toBeVisible();
  expect(await received()).toBe(1);
  // It went on from the number it knew: no snapshot after the first.
  expect(phone.wire.asked.filter((name) => name === 'InboxSnapshot')).toHaveLength(1);

  await phone.follow('/compte');
  await again.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect.poll(() => again.evaluate(kept)).not.toContain('tunnel');

  async function received(): Promise<number> {
    const { conversation: found } = await ask<{ conversation: { messages: { edges: { node: { text: string } }[] } } }>(
      'query ($id: ID!) { conversation(id: $id) { messages(last: 50) { edges { node { text } } } } }',
      { id: conversation },
      woman,
    );
    return found.messages.edges.filter(({ node }) => node.text === 'Oui, et je réponds d’un tunnel.').length;
  }
});

/** Everything the app keeps of conversations on the phone. */
function kept(): Promise<string> {
  return new Promise((resolve) => {
    const opening = indexedDB.open('pp.kept');
    opening.onsuccess = () => {
      const all = opening.result.transaction('conversations').objectStore('conversations').getAll();
      all.onsuccess = () => {
        opening.result.close();
        resolve(JSON.stringify(all.result));
      };
    };
  });
}

test('an ad takes its photo straight from the camera', async ({ aPhone }) => {
  const man = await aMan();
  const phone = await aPhone();
  const page = await phone.start();
  await signIn(page, man);
  await phone.follow('/espace');
  await page.getByLabel('Nouvelle annonce').fill('De mon établi, à l’instant.');
  const chooser = await camera(
    page,
    async () => {
      await page.getByRole('button', { name: 'Photos ou film' }).click();
      await page.getByRole('menuitem', { name: 'Prendre une photo' }).click();
    },
    'image/*',
  );
  await chooser.setFiles(await aJpeg('etabli.jpg', '#365a7d'));
  const tiles = page.getByRole('list', { name: 'Photos et film de l’annonce' }).getByRole('listitem');
  await expect(tiles).toHaveCount(1);
  await page.getByRole('button', { name: 'Photos ou film' }).click();
  // A film goes alone.
  await expect(page.getByRole('menuitem')).toHaveText(['Choisir sur le téléphone', 'Prendre une photo']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Publier l’annonce' }).click();
  await expect(page.getByRole('button', { name: /^Agrandir/ })).toHaveCount(1);
});

test('photos and films come straight from the camera: framed on a profile, seen before they leave in a conversation, and later without a network', async ({
  aPhone,
}) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const conversation = await aFirstStep(woman, man, 'Montrez-moi votre atelier !');
  const phone = await aPhone();
  const page = await phone.start();
  await signIn(page, woman);
  await phone.follow('/espace/profil');
  const chooser = await camera(page, () => page.getByRole('button', { name: 'Prendre une photo' }).click(), 'image/*');
  await chooser.setFiles(await aJpeg('camera.jpg', '#365a7d', { width: 3_000, height: 4_000 }));
  await page.getByRole('dialog', { name: 'Cadrer la photo' }).getByRole('button', { name: 'Garder ce cadrage' }).click();
  const tile = page.getByRole('list', { name: 'Vos photos' }).getByRole('listitem').first();
  await expect(tile.locator('img[src^="blob:https://localhost/"]').last()).toBeVisible();
  await expect(tile.getByText('Portrait')).toBeVisible();

  await phone.follow(`/m/${conversation}`);
  const attach = (how: string) => async () => {
    await page.getByRole('button', { name: 'Joindre des photos ou un film' }).click();
    await page.getByRole('menuitem', { name: how }).click();
  };
  await camera(page, attach('Filmer'), 'video/*');
  const taken = await camera(page, attach('Prendre une photo'), 'image/*');
  await taken.setFiles(await aJpeg('atelier.jpg', '#7d5a36', { width: 3_000, height: 4_000 }));
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expect(messages(page).locator('img[src^="blob:https://localhost/"]').last()).toBeVisible();
  // Her portrait is kept, too: what is waited for is the photo in the conversation, once it has arrived.
  await expect.poll(() => sentIn(conversation, woman)).toBeTruthy();
  const photo = await sentIn(conversation, woman);
  await expect.poll(() => page.evaluate(keptPictures)).toContainEqual(expect.stringContaining(`/media/${photo}/`));
  await expect.poll(() => page.evaluate(kept)).toContain(`/media/${photo}/`);
  await phone.kill(page);

  // What was seen is seen again without a network; signed out elsewhere, the phone forgets at its next start.
  await phone.loseNetwork();
  const lost = await phone.start(`/m/${conversation}`);
  await expectLoaded(messages(lost).locator('img[src^="blob:https://localhost/"]').last());
  await phone.kill(lost);
  await ask('mutation { signOut(everywhere: true) }', {}, woman);
  await phone.findNetwork();
  const again = await phone.start();
  await expect(again.getByRole('link', { name: 'Se connecter' }).first()).toBeVisible();
  await expect.poll(() => again.evaluate(keptPictures)).toEqual([]);
  expect(await again.evaluate(kept)).toBe('[]');
});

const keptPictures = async () => (await (await caches.open('pp.pictures')).keys()).map(({ url }) => url);

/** The id of the photo that was sent. */
async function sentIn(conversation: string, person: Signed): Promise<string | undefined> {
  const { conversation: found } = await ask<{ conversation: { messages: { edges: { node: { media: { id: string }[] } }[] } } }>(
    'query ($id: ID!) { conversation(id: $id) { messages(last: 50) { edges { node { media { id } } } } } }',
    { id: conversation },
    person,
  );
  return found.messages.edges.flatMap(({ node }) => node.media)[0]?.id;
}

/** The phone's own camera opens, for pictures or for films. */
async function camera(page: Page, ask: () => Promise<void>, accept: string): Promise<FileChooser> {
  const opened = page.waitForEvent('filechooser');
  await ask();
  const chooser = await opened;
  const field = chooser.element();
  expect([await field.getAttribute('capture'), await field.getAttribute('accept')]).toEqual(['environment', accept]);
  return chooser;
}
