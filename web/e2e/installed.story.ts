import { aMan } from './helpers/people';
import { enter } from './helpers/entering';
import { expect, test } from './helpers/visitor';

test('whoever signed in here finds the site without a network too, and nothing of a person is kept for it', async ({ aBrowser }) => {
  const man = await aMan();
  const page = await aBrowser({ worker: true });
  await enter(page, man);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.context().setOffline(true);
  await page.goto('/espace');
  await expect(page.getByRole('heading', { name: 'Le site ne répond pas' })).toBeVisible();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.filter((path) => !/^\/(index\.html|assets\/[^/]+\.(js|css|woff2))$/.test(path))).toEqual([]);

  await page.context().setOffline(false);
  const again = await page.context().newPage();
  await again.goto('/espace');
  await expect(again.getByRole('heading', { level: 1 })).toContainText(man.name);
});

test('the site may be installed: it says its name, where it begins, and has its icons', async ({ request }) => {
  const manifest = (await (await request.get('/manifest.webmanifest')).json()) as {
    icons: { src: string; sizes: string; purpose?: string }[];
  };
  expect(manifest).toMatchObject({ name: 'Premier Pas', display: 'standalone', scope: '/' });
  expect(manifest.icons.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(1);
  for (const { src } of manifest.icons) expect([src, (await request.get(src)).status()]).toEqual([src, 200]);
});
