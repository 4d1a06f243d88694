import type { Locator } from '@playwright/test';
import { signIn } from './helpers/entering';
import { aFile, aFilm } from './helpers/films';
import { expectNoBarrier, expectNoSideScroll, keep } from './helpers/looking';
import { aMan, aSubscribedWoman } from './helpers/people';
import { expect, type Page, test } from './helpers/visitor';

const films = (page: Page): Locator => page.getByRole('list', { name: 'Vos films' }).getByRole('listitem');
const ready = (page: Page): Locator => films(page).getByRole('button', { name: /^Film \d\s: options$/ });
const chooser = (page: Page): Locator => page.getByLabel('Ajouter un film').and(page.locator('input'));

async function keepFilms(page: Page, name: string): Promise<void> {
  await page.locator('#films').evaluate((card) => card.scrollIntoView({ block: 'center' }));
  await keep(page, name);
}

/** What goes to the store, part by part; from the second on it is held until it is let go. */
async function watchParts(page: Page): Promise<{ sent: number[]; letGo(): void }> {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const sent: number[] = [];
  await page.route(
    (url) => url.searchParams.has('partNumber'),
    async (route) => {
      if (route.request().method() !== 'PUT') return route.fallback();
      const part = Number(new URL(route.request().url()).searchParams.get('partNumber'));
      if (part > 1) await held;
      await route.continue().then(
        () => sent.push(part),
        // Its page is gone, or has given it up.
        () => undefined,
      );
    },
  );
  return { sent, letGo: () => letGo() };
}

test('he sends a film with a pause in between, hears why others are refused; she plays it, and nothing plays by itself', async ({
  aBrowser,
}) => {
  const [man, woman] = await Promise.all([aMan('Anatole', 'Je filme des crêpes.'), aSubscribedWoman()]);
  const page = await aBrowser();
  await signIn(page, man);
  await page.goto('/espace/profil#films');
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
  await expect(ready(page)).toHaveCount(1);
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
  await signIn(hers, woman);
  const pieces: number[] = [];
  hers.on('response', (response) => {
    if (response.url().includes('/film?')) pieces.push(response.status());
  });
  await hers.goto(`/hommes/${man.id}`);
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

test('a reload in the middle of an upload loses only the bytes on their way', async ({ aBrowser }) => {
  const man = await aMan('Ernest');
  const film = aFilm('marche.mp4', { weight: 17 });
  const page = await aBrowser();
  await signIn(page, man);
  await page.goto('/espace/profil#films');
  const { sent, letGo } = await watchParts(page);
  await chooser(page).setInputFiles(film);
  await expect.poll(() => sent).toEqual([1]);
  await expect(page.getByRole('progressbar', { name: 'Film 1' })).toHaveAttribute('aria-valuenow', /^[4-9]/);
  await page.reload();
  letGo();
  await expect(ready(page)).toHaveCount(1);
  expect(
    sent.filter((part) => part === 1),
    'what was there is not sent again',
  ).toHaveLength(1);
});

test('of two tabs one sends, and the other goes on when it is closed', async ({ aBrowser }) => {
  const man = await aMan('Gontran');
  const first = await aBrowser({ bare: true });
  await signIn(first, man);
  await first.goto('/espace/profil#films');
  const { sent } = await watchParts(first);
  await chooser(first).setInputFiles(aFilm('marche.mp4', { weight: 17 }));
  await expect.poll(() => sent).toEqual([1]);
  await expect(first.getByRole('progressbar', { name: 'Film 1' })).toHaveAttribute('aria-valuenow', /^[4-9]/);
  const second = await first.context().newPage();
  const after = await watchParts(second);
  after.letGo();
  await second.goto('/espace/profil#films');
  await expect(second.getByText('Un autre onglet l’envoie.')).toBeVisible();
  expect(after.sent).toEqual([]);
  await first.close();
  await expect(ready(second)).toHaveCount(1);
  // A browser that closes a page may yet send the last of what was held of it: it is small.
  expect(after.sent, 'what is missing, and nothing that was there').toContain(2);
  expect(after.sent).not.toContain(1);
});

test('what was on its way does not stay on a computer where one signs out, wherever one does', async ({ aBrowser }) => {
  const man = await aMan('Honorin');
  const page = await aBrowser();
  await signIn(page, man);
  await page.goto('/espace/profil#films');
  const { sent } = await watchParts(page);
  await chooser(page).setInputFiles(aFilm('marche.mp4', { weight: 17 }));
  await expect.poll(() => sent).toEqual([1]);
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve, reject) => {
          const opening = indexedDB.open('pp.uploads');
          opening.onerror = () => reject(opening.error ?? new Error('It does not open.'));
          opening.onsuccess = () => {
            const counting = opening.result.transaction('files').objectStore('files').count();
            counting.onsuccess = () => {
              opening.result.close();
              resolve(counting.result);
            };
          };
        }),
    );
  await expect.poll(kept).toBe(1);
  await page.goto('/compte');
  await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect(page).not.toHaveURL(/\/compte/);
  await expect.poll(kept).toBe(0);
});

test('where this browser could keep nothing, the same file takes the upload up again, and no other does', async ({ aBrowser }) => {
  const man = await aMan('Firmin');
  const film = aFilm('marche.mp4', { weight: 17 });
  const page = await aBrowser();
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { get: () => undefined }));
  await signIn(page, man);
  await page.goto('/espace/profil#films');
  const { sent, letGo } = await watchParts(page);
  await chooser(page).setInputFiles(film);
  await expect.poll(() => sent).toEqual([1]);
  await expect(page.getByRole('progressbar', { name: 'Film 1' })).toHaveAttribute('aria-valuenow', /^[4-9]/);
  await page.reload();
  letGo();
  const choose = page.getByRole('button', { name: 'Choisir le fichier' });
  await expect(choose).toBeVisible();
  await keepFilms(page, 'films-interrupted');
  const answerWith = async (file: string): Promise<void> => {
    const [files] = await Promise.all([page.waitForEvent('filechooser'), choose.click()]);
    await files.setFiles(file);
  };
  await answerWith(aFilm('autre.mp4'));
  await expect(page.getByText(/Ce n’est pas le même fichier/)).toBeVisible();
  await answerWith(film);
  await expect(ready(page)).toHaveCount(1);
  expect(
    sent.filter((part) => part === 1),
    'what was there is not sent again',
  ).toHaveLength(1);
});
