import { choose, chooseFiles, messages, submit } from './helpers/conversation';
import { enter } from './helpers/entering';
import { aFilm } from './helpers/films';
import { keep } from './helpers/looking';
import { aFirstStep, aMan, aSubscribedWoman } from './helpers/people';
import { expect, test } from './helpers/visitor';

test('a film in a conversation is covered, then plays where one is, and after a block it is gone', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const id = await aFirstStep(woman, man, 'Bonjour, on commence par quoi ?');
  // The store lets in what a browser sends, and no header more.
  const [hers, his] = [await aBrowser({ bare: true }), await aBrowser({ bare: true })];
  await enter(his, man, `/conversations/${id}`);
  await enter(hers, woman, `/conversations/${id}`);
  await choose(hers, man.name, 'Accepter ses photos');
  await expect(hers.getByText(`${man.name} peut vous envoyer des photos.`)).toBeVisible();
  await chooseFiles(his, aFilm('film.mp4', { height: 360 }));
  await submit(his);
  await messages(hers)
    .getByRole('button', { name: `Film de ${man.name}, flouté. Le découvrir` })
    .click();
  await messages(hers).getByRole('button', { name: 'Lire\u202f: Film' }).click();
  const player = messages(hers).locator('video');
  await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0);
  const film = await player.getAttribute('src');
  await keep(hers, 'talk-media-film');

  await choose(hers, man.name, /^Bloquer/);
  await hers
    .getByRole('dialog')
    .getByRole('button', { name: `Bloquer ${man.name}` })
    .click();
  await expect(hers).toHaveURL(/\/conversations$/);
  const status = () =>
    hers
      .context()
      .request.get(new URL(String(film), hers.url()).href)
      .then((answer) => answer.status());
  await expect.poll(status).toBe(404);
});
