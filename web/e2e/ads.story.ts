import type { Locator } from '@playwright/test';
import { choose } from './helpers/conversation';
import { signIn } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep } from './helpers/looking';
import { aMan, aPost, aSubscribedWoman } from './helpers/people';
import { aJpeg } from './helpers/photos';
import { expect, type Page, test } from './helpers/visitor';

const ads = (page: Page): Locator => page.getByRole('list', { name: /^Vos annonces/ }).getByRole('article');
const chooser = (page: Page): Locator => page.getByLabel('Choisir des photos ou un film').first();
const tiles = (page: Page): Locator => page.getByRole('list', { name: 'Photos et film de l’annonce' }).getByRole('listitem');
const photos = (ad: Locator): Locator => ad.getByRole('button', { name: /^Agrandir/ });
const actions = async (page: Page, ad: Locator, action: string): Promise<void> => {
  await ad.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: action }).click();
};

async function expectLoaded(image: Locator): Promise<void> {
  await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.complete && each.naturalWidth > 0)).toBe(true);
}

test('he publishes an ad with photos that are still on their way; she looks at them large, likes it, and blocks him from there', async ({
  aBrowser,
}) => {
  const [man, woman] = await Promise.all([aMan('Anatole', 'Je peins des bateaux à quai.'), aSubscribedWoman()]);
  // He asks the store's leave, as every browser does.
  const page = await aBrowser({ bare: true });
  await signIn(page, man);
  await page.getByLabel('Nouvelle annonce').fill('Trois bateaux, une seule paire de rames.');
  await chooser(page).setInputFiles([
    await aJpeg('rouge.jpg', '#b3402f'),
    await aJpeg('bleu.jpg', '#2f63b3', { width: 1_600, height: 1_100 }),
    await aJpeg('vert.jpg', '#3f7a55'),
  ]);
  await expect(tiles(page)).toHaveCount(3);
  await chooser(page).setInputFiles([
    await aJpeg('jaune.jpg', '#b3932f'),
    await aJpeg('gris.jpg', '#777777'),
    { name: 'quai.mp4', mimeType: 'video/mp4', buffer: Buffer.from('film') },
  ]);
  await expect(page.getByText(/^Des photos, ou bien un film/)).toBeVisible();
  await expect(tiles(page)).toHaveCount(4);
  await expect(page.getByRole('button', { name: 'Photos ou film' })).toBeDisabled();

  await tiles(page)
    .nth(3)
    .getByRole('button', { name: /options$/ })
    .click();
  await page.getByRole('menuitem', { name: 'Retirer' }).click();
  await expect(tiles(page)).toHaveCount(3);
  await page.getByRole('button', { name: /^Photo 3.*options$/ }).click();
  await page.getByRole('menuitem', { name: 'Déplacer avant' }).click();
  await expect(page.getByText('Photo déplacée\u202f: 2 sur 3.')).toBeAttached();
  await keep(page, 'ad-composer');
  await expectNoSideScroll(page);
  await expectNoBarrier(page);
  await page.getByLabel('Durée en ligne').selectOption('30 jours');
  await page.getByRole('button', { name: 'Publier l’annonce' }).click();
  await expect(ads(page)).toHaveCount(1);
  await expect(page.getByLabel('Nouvelle annonce')).toHaveValue('');
  await expect(tiles(page)).toHaveCount(0);
  await expect(photos(ads(page))).toHaveCount(3);
  await expect(ads(page).getByText(/en ligne jusqu’au/)).toBeVisible();
  await keep(page, 'ad-mine');
  await expectNoBarrier(page);

  const hers = await aBrowser();
  await signIn(hers, woman);
  await hers.goto(`/hommes/${man.id}`);
  const ad = hers.getByRole('article').filter({ hasText: 'Trois bateaux' });
  await expect(photos(ad)).toHaveCount(3);
  await ad.scrollIntoViewIfNeeded();
  await expectLoaded(photos(ad).first().locator('img'));
  const heart = ad.getByRole('button', { name: 'J’aime cette annonce' });
  await expect(heart).toHaveAttribute('aria-pressed', 'false');
  await heart.click();
  await expect(heart).toHaveAttribute('aria-pressed', 'true');
  await keep(hers, 'ad-hers');
  await expectNoSideScroll(hers);
  await expectNoBarrier(hers);
  await hers.reload();
  await expect(heart).toHaveAttribute('aria-pressed', 'true');
  await heart.click();
  await expect(heart).toHaveAttribute('aria-pressed', 'false');
  await ad
    .getByRole('button', { name: /^Agrandir/ })
    .nth(1)
    .click();
  const large = hers.getByRole('dialog');
  await expect(large.getByText('2 sur 3')).toBeAttached();
  await expectLoaded(large.getByRole('img').nth(1));
  await keep(hers, 'ad-large');
  await expect(large.getByRole('button', { name: `Signaler ou bloquer ${man.name}` })).toBeVisible();
  await hers.keyboard.press('Escape');
  await expect(large).toHaveCount(0);
  await expect(photos(ad).nth(1)).toBeFocused();

  await hers.keyboard.press('Enter');
  await choose(hers, man.name, 'Bloquer');
  await hers.getByRole('button', { name: `Bloquer ${man.name}`, exact: true }).click();
  await expect(hers).toHaveURL(/\/decouvrir/);
  await hers.getByRole('button', { name: 'Annuler' }).click();
  await expect(hers.getByText('Blocage levé')).toBeVisible();
  await hers.goto(`/hommes/${man.id}`);
  await expect(hers.getByRole('heading', { name: new RegExp(`^${man.name},`) })).toBeVisible();
});

test('he pins, archives and brings back his ads, and changes what one shows; each act has a way back', async ({ aBrowser }) => {
  const man = await aMan('Gaspard');
  for (const text of ['Première annonce', 'Deuxième annonce', 'Troisième annonce']) await aPost(man, text);
  // He asks the store's leave, as every browser does.
  const page = await aBrowser({ bare: true });
  await signIn(page, man);
  const texts = () => ads(page).locator('.own-words').allInnerTexts();
  await expect.poll(texts).toEqual(['Troisième annonce', 'Deuxième annonce', 'Première annonce']);

  await actions(page, ads(page).nth(2), 'Épingler en haut');
  await expect.poll(texts).toEqual(['Première annonce', 'Troisième annonce', 'Deuxième annonce']);
  await actions(page, ads(page).nth(1), 'Épingler en haut');
  await expect.poll(texts).toEqual(['Troisième annonce', 'Deuxième annonce', 'Première annonce']);
  await expect(ads(page).getByText('Épinglée en haut de votre profil')).toHaveCount(1);

  await actions(page, ads(page).nth(0), 'Archiver');
  await expect.poll(texts).toEqual(['Deuxième annonce', 'Première annonce']);
  await page.getByRole('button', { name: 'Annuler' }).click();
  await expect.poll(texts).toEqual(['Troisième annonce', 'Deuxième annonce', 'Première annonce']);
  await expect(ads(page).getByText('Épinglée en haut de votre profil')).toHaveCount(1);
  await actions(page, ads(page).nth(1), 'Archiver');
  await expect.poll(texts).toEqual(['Troisième annonce', 'Première annonce']);
  await page.getByRole('tab', { name: 'Archives' }).click();
  await expect.poll(texts).toEqual(['Deuxième annonce']);
  await keep(page, 'ad-archives');
  await expectNoBarrier(page);
  await actions(page, ads(page).first(), 'Remettre en ligne');
  await expect(page.getByRole('heading', { name: 'Rien dans les archives' })).toBeVisible();
  await page.getByRole('tab', { name: 'En ligne' }).click();
  await expect.poll(texts).toEqual(['Troisième annonce', 'Deuxième annonce', 'Première annonce']);

  const second = ads(page).nth(1);
  await second.getByRole('button', { name: 'Modifier' }).click();
  await page
    .getByLabel('Choisir des photos ou un film')
    .nth(1)
    .setInputFiles([await aJpeg('mauve.jpg', '#6d4a8c')]);
  await expect(tiles(page)).toHaveCount(1);
  await keep(page, 'ad-edit');
  await ads(page).getByRole('button', { name: 'Enregistrer' }).click();
  await expect(photos(ads(page))).toHaveCount(1);
  await expect(
    ads(page)
      .filter({ hasText: 'Deuxième' })
      .getByText(/modifiée/),
  ).toBeVisible();
  await page.reload();
  await expect.poll(texts).toEqual(['Troisième annonce', 'Deuxième annonce', 'Première annonce']);
  await expect(photos(ads(page))).toHaveCount(1);
});
