import { enter } from './helpers/entering';
import { aFilm, chooser, expectReady, keepFilms, watchParts } from './helpers/films';
import { aMan } from './helpers/people';
import { expect, test } from './helpers/visitor';

test('a reload in the middle of an upload loses only the bytes on their way', async ({ aBrowser }) => {
  const man = await aMan('Ernest');
  const film = aFilm('marche.mp4', { weight: 17 });
  const page = await aBrowser();
  await enter(page, man, '/espace/profil#films');
  const { sent, stored, letGo } = await watchParts(page);
  await chooser(page).setInputFiles(film);
  await expect.poll(() => stored).toEqual([1]);
  await expect(page.getByRole('progressbar', { name: 'Film 1' })).toHaveAttribute('aria-valuenow', /^[4-9]/);
  await page.reload();
  letGo();
  await expectReady(page);
  expect(
    sent.filter((part) => part === 1),
    'what was there is not sent again',
  ).toHaveLength(1);
});

test('of two tabs one sends, and the other goes on when it is closed', async ({ aBrowser }) => {
  const man = await aMan('Gontran');
  const first = await aBrowser({ bare: true });
  await enter(first, man, '/espace/profil#films');
  const { stored } = await watchParts(first);
  await chooser(first).setInputFiles(aFilm('marche.mp4', { weight: 17 }));
  await expect.poll(() => stored).toEqual([1]);
  await expect(first.getByRole('progressbar', { name: 'Film 1' })).toHaveAttribute('aria-valuenow', /^[4-9]/);
  const second = await first.context().newPage();
  const after = await watchParts(second);
  after.letGo();
  await second.goto('/espace/profil#films');
  await expect(second.getByText('Un autre onglet l’envoie.')).toBeVisible();
  expect(after.sent).toEqual([]);
  await first.close();
  await expectReady(second);
  // A browser that closes a page may yet send the last of what was held of it: it is small.
  expect(after.sent, 'what is missing, and nothing that was there').toContain(2);
  expect(after.sent).not.toContain(1);
});

test('what was on its way does not stay on a computer where one signs out, wherever one does', async ({ aBrowser }) => {
  const man = await aMan('Honorin');
  const page = await aBrowser();
  await enter(page, man, '/espace/profil#films');
  const { stored } = await watchParts(page);
  await chooser(page).setInputFiles(aFilm('marche.mp4', { weight: 17 }));
  await expect.poll(() => stored).toEqual([1]);
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
  await enter(page, man, '/espace/profil#films');
  const { sent, stored, letGo } = await watchParts(page);
  await chooser(page).setInputFiles(film);
  await expect.poll(() => stored).toEqual([1]);
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
  await expectReady(page);
  expect(
    sent.filter((part) => part === 1),
    'what was there is not sent again',
  ).toHaveLength(1);
});
