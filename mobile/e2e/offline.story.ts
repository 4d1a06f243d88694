import { ask } from '../../web/e2e/helpers/api';
import { expectMessage, messages, thread, write } from '../../web/e2e/helpers/conversation';
import { aFirstStep, aMan, aMessage, aSubscribedWoman } from '../../web/e2e/helpers/people';
import { aJpeg } from '../../web/e2e/helpers/photos';
import { signIn } from './helpers/entering';
import { expect, test } from './helpers/test';

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

test('a photo of the camera is made smaller, sent, and shown from memory', async ({ aPhone }) => {
  const man = await aMan();
  const phone = await aPhone();
  const page = await phone.start();
  await signIn(page, man);
  await page.getByRole('link', { name: 'Modifier mon profil' }).click();
  const camera = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Prendre une photo' }).click();
  const chooser = await camera;
  expect(await chooser.element().getAttribute('capture')).toBe('environment');
  await chooser.setFiles(await aJpeg('camera.jpg', '#365a7d', { width: 3_000, height: 4_000 }));
  await page.getByRole('dialog', { name: 'Cadrer la photo' }).getByRole('button', { name: 'Garder ce cadrage' }).click();
  const tile = page.getByRole('list', { name: 'Vos photos' }).getByRole('listitem').first();
  await expect(tile.locator('img[src^="blob:https://localhost/"]').last()).toBeVisible();
  await expect(tile.getByText('Portrait')).toBeVisible();
});
