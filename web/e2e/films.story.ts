import { enter } from './helpers/entering';
import { aFile, aFilm, chooser, expectReady, films, keepFilms, watchParts } from './helpers/films';
import { expectNoBarrier, expectNoSideScroll, keep } from './helpers/looking';
import { aMan, aSubscribedWoman } from './helpers/people';
import { expect, test } from './helpers/visitor';

test('he sends a film with a pause in between, hears why others are refused; she plays it, and nothing plays by itself', async ({
  aBrowser,
}) => {
  const [man, woman] = await Promise.all([aMan('Anatole', 'Je filme des crêpes.'), aSubscribedWoman()]);
  const page = await aBrowser();
  await enter(page, man, '/espace/profil#films');
  await expect(page.getByRole('button', { name: /^Ajouter un film/ })).toBeVisible();
  await keepFilms(page, 'films-none');

  const { letGo } = await watchParts(page);
  await chooser(page).setInputFiles(aFilm('crepes.mp4', { weight: 17 }));
  await expect(page.getByRole('progressbar', { name: 'Film 1' })).toHaveAttribute('aria-valuenow', /^[1-9]/);
  await keepFilms(page, 'films-sending');
  await page.getByRole('button', { name: 'Mettre en pause' }).click();
  await expect(page.getByText(/^En pause à \d+\s%$/)).toBeVisible();
  await expect(page.getByText('crepes.mp4')).toBeVisible();
  letGo();
  await page.getByRole('button', { name: 'Reprendre l’envoi' }).click();
  await expectReady(page);
  await expect(films(page).getByText('0:02')).toBeVisible();

  await chooser(page).setInputFiles([aFile('vieux.avi', 'RIFF'), aFilm('longue.mp4', { seconds: 63, width: 320, height: 240 })]);
  await expect(page.getByText(/Pas un film que nous savons lire/)).toBeVisible();
  await expect(page.getByText(/Plus de 60 secondes/)).toBeVisible();
  await keepFilms(page, 'films');
  await expectNoSideScroll(page);
  await expectNoBarrier(page);
  for (const left of [1, 0]) {
    await page.getByRole('button', { name: 'C’est noté' }).first().click();
    await expect(page.getByRole('alert')).toHaveCount(left);
  }

  const hers = await aBrowser();
  const pieces: number[] = [];
  hers.on('response', (response) => {
    if (response.url().includes('/film?')) pieces.push(response.status());
  });
  await enter(hers, woman, `/hommes/${man.id}`);
  const gallery = hers.getByRole('list', { name: `Photos de ${man.name}` });
  await gallery.press('ArrowRight');
  const film = gallery.getByLabel(`Film 1 de ${man.name}`);
  await expect(film).toBeInViewport({ ratio: 0.9 });
  expect(pieces).toEqual([]);
  await film.evaluate((player: HTMLVideoElement) => player.play());
  await expect.poll(() => film.evaluate((player: HTMLVideoElement) => player.currentTime)).toBeGreaterThan(0.2);
  expect(new Set(pieces)).toEqual(new Set([206]));
  await keep(hers, 'films-man');
});
