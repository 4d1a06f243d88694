import { composer, expectMessage } from './helpers/conversation';
import { enter, signIn } from './helpers/entering';
import { aFirstStep, aMan, aSubscribedWoman } from './helpers/people';
import { expect, type Page, test } from './helpers/visitor';

/** Which of these words the site still has somewhere in this browser: on the page, in its storages, databases and caches. */
function found(page: Page, words: string[]): Promise<string[]> {
  return page.evaluate(async (words) => {
    const rows: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML, document.title];
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('The database cannot be read'));
      });
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) rows.push(await asked(database.transaction(store).objectStore(store).getAll()));
      database.close();
    }
    for (const name of await caches.keys()) rows.push((await (await caches.open(name)).keys()).map(({ url }) => url));
    const text = JSON.stringify(rows);
    return words.filter((word) => text.includes(word));
  }, words);
}

test('who signs out leaves nothing behind for the next person at this computer', async ({ aBrowser }) => {
  const [woman, man, next] = await Promise.all([aSubscribedWoman('Faustine'), aMan('Aurélien'), aMan('Célestin')]);
  const id = await aFirstStep(woman, man, 'Un mot que lui seul lira.');
  const page = await aBrowser();
  await enter(page, woman, `/conversations/${id}`);
  await expectMessage(page, 'Un mot que lui seul lira.');

  // A message that never left, and one that is not finished.
  await page
    .context()
    .route('**/graphql', (route) => (route.request().postData()?.includes('clientId') ? route.abort() : route.fallback()));
  await composer(page, man.name).fill('Un mot qui attend son départ.');
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await expectMessage(page, 'Un mot qui attend son départ.');
  await composer(page, man.name).fill('Un mot à moitié écrit.');
  // The addresses of pages are in the history of the browser anyway; what they showed must not be.
  const hers = [woman.id, woman.name, woman.email, man.name, 'Un mot que lui', 'Un mot qui attend', 'Un mot à moitié'];
  await expect.poll(() => found(page, hers)).toEqual(expect.arrayContaining(hers.slice(3)));

  const elsewhere = await page.context().newPage();
  await elsewhere.goto('/compte');
  await elsewhere.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect(elsewhere).not.toHaveURL(/compte/);
  for (const tab of [page, elsewhere]) {
    await expect(tab).toHaveURL(/\/(connexion.*)?$/);
    await expect.poll(() => found(tab, hers)).toEqual([]);
  }

  await page.goBack();
  await expect(page.getByLabel('Mot de passe', { exact: true })).toBeVisible();
  await signIn(page, next);
  await page.goto('/conversations');
  await expect(page.getByRole('heading', { level: 1, name: 'Conversations' })).toBeVisible();
  expect(await found(page, hers)).toEqual([]);
  await page.goto(`/conversations/${id}`);
  await expect(page.getByRole('heading', { name: 'Cette conversation n’est plus là' })).toBeVisible();
  expect(await found(page, hers)).toEqual([]);
});
