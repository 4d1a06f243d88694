import type { Locator } from '@playwright/test';
import { expectProfile, openConversation } from './helpers/conversation';
import { cards } from './helpers/discovery';
import { enter } from './helpers/entering';
import { expectLoaded, expectNoBarrier, expectNoSideScroll, keep } from './helpers/looking';
import { aFirstStep, aMan, aSubscribedWoman } from './helpers/people';
import { aJpeg, aSidewaysJpeg, asTheyAre } from './helpers/photos';
import { expect, type Page, test } from './helpers/visitor';

const photos = (page: Page): Locator => page.getByRole('list', { name: 'Vos photos' }).getByRole('listitem');
const shown = (within: Locator): Locator => within.locator('img[src^="/media/"]');
/** Which one it is; its address changes every few minutes. */
const idOf = async (photo: Locator): Promise<string> => (await photo.getAttribute('src'))?.split('/')[2] ?? '';

/** Holds what goes to the store until it is let go. */
async function holdUploads(page: Page): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(
    (url) => url.origin !== new URL(String(process.env.SITE_URL)).origin,
    async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    },
  );
  return letGo;
}

/** As an address does that has grown too old: what is asked for by it does not come, and comes by the next. */
async function failOnce(page: Page, path: string): Promise<void> {
  const failed = new Set<string>();
  await page.route(
    (url) => url.pathname.startsWith(path),
    async (route) => {
      // Addresses change every five minutes: which photo it is, and in which size, does not.
      const { pathname } = new URL(route.request().url());
      if (failed.has(pathname)) return route.fallback();
      failed.add(pathname);
      return route.abort();
    },
  );
}

async function dragTo(page: Page, tile: Locator, target: Locator): Promise<void> {
  const before = await idOf(shown(tile));
  await tile.hover({ position: { x: 20, y: 20 } });
  await page.mouse.down();
  const box = await target.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 60, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => idOf(shown(target))).toBe(before);
}

test('he adds photos, sees them come, puts another one first, hears why one is refused; she sees him as he is', async ({
  aBrowser,
  isMobile,
}) => {
  const [man, woman] = await Promise.all([aMan('Philémon', 'Je photographie des vélos à l’arrêt.'), aSubscribedWoman()]);
  const page = await aBrowser();
  await enter(page, man, '/espace/profil');
  const choose = page.getByLabel('Ajouter', { exact: true }).and(page.locator('input'));
  await expect(page.getByRole('button', { name: /^Ajouter des photos/ })).toBeVisible();
  await keep(page, 'photos-none');

  const letGo = await holdUploads(page);
  await choose.setInputFiles([await aJpeg('rouge.jpg', '#b3402f'), await aJpeg('bleu.jpg', '#2f63b3', { width: 1_600, height: 1_100 })]);
  await asTheyAre(page);
  await expect(page.getByRole('progressbar')).toHaveCount(2);
  letGo();
  await expect(shown(photos(page))).toHaveCount(2);
  await expectLoaded(shown(photos(page)).first());
  await expect(photos(page).first().getByText('Portrait')).toBeVisible();

  await choose.setInputFiles({ name: 'vacances.heic', mimeType: 'image/heic', buffer: Buffer.from('heic') });
  await expect(page.getByText(/Une photo HEIC d’iPhone/)).toBeVisible();
  await choose.setInputFiles(await aJpeg('timbre.jpg', '#777777', { width: 64, height: 64 }));
  await asTheyAre(page);
  await expect(page.getByText(/Trop petite/)).toBeVisible();
  await keep(page, 'photos');
  await expectNoSideScroll(page);
  await expectNoBarrier(page);
  for (const reason of [/Trop petite/, /HEIC/]) {
    await page.getByRole('alert').filter({ hasText: reason }).getByRole('button', { name: 'C’est noté' }).click();
    await expect(page.getByText(reason)).toHaveCount(0);
  }

  // A finger holds a handle, which a browser cannot be told here; the mouse takes the photo itself.
  if (!isMobile) await dragTo(page, photos(page).nth(1), photos(page).first());
  const first = await idOf(shown(photos(page)).first());
  const menu = page.getByRole('button', { name: 'Photo 2' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Déplacer avant' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Photo déplacée\u202f: 1 sur 2.')).toBeAttached();
  await expect(page.getByRole('button', { name: 'Photo 1' })).toBeFocused();
  expect(await idOf(shown(photos(page)).first())).not.toBe(first);

  await page.getByRole('button', { name: 'Photo 1' }).click();
  await page.getByRole('menuitem', { name: 'Légende et description' }).click();
  await page.getByRole('dialog').getByLabel('Légende').fill('Le bleu, un mardi.');
  await page.getByRole('dialog').getByLabel('Description').fill('Un visage sur fond bleu');
  await keep(page, 'photo-words');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const hers = await aBrowser();
  await failOnce(hers, '/media/');
  await enter(hers, woman, '/decouvrir');
  const card = cards(hers).filter({ hasText: man.name });
  // The order of the day may have put him on a later page.
  await expect(async () => {
    await hers.keyboard.press('End');
    await expect(card).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
  await card.scrollIntoViewIfNeeded();
  await expectLoaded(shown(card));
  await keep(hers, 'photos-discovery');
  await card.getByRole('link').click();
  const gallery = hers.getByRole('list', { name: `Photos de ${man.name}` });
  await expectLoaded(gallery.getByRole('img', { name: 'Un visage sur fond bleu' }));
  await expect(gallery.getByText('Le bleu, un mardi.')).toBeVisible();
  await keep(hers, 'photos-man');
  await gallery.press('ArrowRight');
  await expect(hers.getByText('2 sur 2')).toBeAttached();
  await expect(gallery.getByRole('img', { name: `Photo 2 de ${man.name}` })).toBeInViewport({ ratio: 0.9 });
  await keep(hers, 'photos-man-2');
  await expectNoBarrier(hers);

  await gallery.getByRole('button', { name: `Agrandir\u202f: Photo 2 de ${man.name}` }).click();
  const large = hers.getByRole('dialog', { name: `Photos de ${man.name}` });
  await expectLoaded(large.getByRole('img', { name: `Photo 2 de ${man.name}` }));
  await keep(hers, 'photos-large');
  await hers.keyboard.press('ArrowLeft');
  await expect(large.getByText('1 sur 2')).toBeAttached();
  await expect(large.getByText('Le bleu, un mardi.')).toBeInViewport();
  await expectLoaded(large.getByRole('img', { name: 'Un visage sur fond bleu' }));
  await keep(hers, 'photos-large-caption');
  await expectNoBarrier(hers);
  await hers.keyboard.press('Escape');
  await expect(large).toHaveCount(0);
  await expect(gallery.getByRole('img', { name: 'Un visage sur fond bleu' })).toBeInViewport({ ratio: 0.9 });
});

test('her photos reach him with her first step', async ({ aBrowser, isMobile }) => {
  const [man, woman] = await Promise.all([aMan(), aSubscribedWoman('Apolline')]);
  // She asks the store's leave, as every browser does.
  const page = await aBrowser({ bare: true });
  await enter(page, woman, '/espace/profil');
  const choose = page.getByLabel('Ajouter', { exact: true }).and(page.locator('input'));
  await choose.setInputFiles([await aJpeg('vert.jpg', '#3f7a55'), await aJpeg('mauve.jpg', '#6d4a8c')]);
  await asTheyAre(page);
  await expect(shown(photos(page))).toHaveCount(2);
  await page.goto('/espace');
  await expectLoaded(shown(page.getByRole('main')).first());
  await keep(page, 'photos-her-space');

  await aFirstStep(woman, man, 'Quel vélo, au juste ?');
  const his = await aBrowser();
  await enter(his, man);
  await openConversation(his, woman.name);
  await expectProfile(his, woman.name, isMobile);
  const about = his.getByRole('complementary', { name: `À propos de ${woman.name}` });
  await expectLoaded(about.getByRole('img', { name: `Photo 1 de ${woman.name}` }));
  await keep(his, 'photos-her-by-him');
  await expectNoBarrier(his);
});

test('he frames a photo before it leaves, with the mouse or the keyboard alone; upright, as he held his telephone', async ({
  aBrowser,
}) => {
  const man = await aMan('Gaspard');
  const page = await aBrowser({ bare: true });
  await enter(page, man, '/espace/profil');
  const choose = page.getByLabel('Ajouter', { exact: true }).and(page.locator('input'));
  await choose.setInputFiles([await aSidewaysJpeg('couchée.jpg'), await aJpeg('large.jpg', '#2f63b3', { width: 1_800, height: 1_200 })]);
  const sheet = page.getByRole('dialog', { name: 'Cadrer la photo' });
  await expect(sheet.getByText('Photo 1 sur 2')).toBeVisible();
  const stage = sheet.getByRole('application', { name: /^Photo à cadrer/ });
  const picture = stage.locator('img');
  await expectLoaded(picture);
  // Turned as it was held: higher than wide.
  expect(await picture.evaluate((each: HTMLImageElement) => each.naturalHeight > each.naturalWidth)).toBe(true);
  await keep(page, 'photo-frame');
  await expectNoBarrier(page);
  const place = () => picture.evaluate((each) => each.getAttribute('style'));
  const before = await place();
  await stage.focus();
  for (const key of ['+', '+', 'ArrowDown']) await page.keyboard.press(key);
  const closer = await place();
  expect(closer).not.toBe(before);
  const box = await stage.boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 20, { steps: 3 });
  await page.mouse.up();
  await expect.poll(place).not.toBe(closer);
  await keep(page, 'photo-frame-closer');
  await sheet.getByRole('button', { name: 'Garder ce cadrage' }).click();
  await expect(sheet.getByText('Photo 2 sur 2')).toBeVisible();
  await expectLoaded(picture);
  await keep(page, 'photo-frame-wide');
  await sheet.getByRole('button', { name: 'Photo entière' }).click();
  await expect(sheet).toHaveCount(0);
  await expect(shown(photos(page))).toHaveCount(2);
  const shape = (index: number) =>
    shown(photos(page))
      .nth(index)
      .evaluate((each: HTMLImageElement) => each.naturalWidth / each.naturalHeight);
  for (const index of [0, 1]) await expectLoaded(shown(photos(page)).nth(index));
  expect(await shape(0)).toBeCloseTo(0.8, 2);
  expect(await shape(1)).toBeCloseTo(1.5, 2);
});

test('a photo is what his space asks for, the welcome takes it, and the header has it', async ({ aBrowser }) => {
  const man = await aMan('Léopold', 'Je plante des tomates sur un balcon qui n’en veut pas.');
  const page = await aBrowser({ bare: true });
  await enter(page, man);
  const wanted = page.getByText(/^Montrez une photo/).filter({ visible: true });
  await expect(wanted).toBeVisible();
  await page.goto('/bienvenue/portrait');
  await page
    .getByLabel('Ajouter', { exact: true })
    .and(page.locator('input'))
    .setInputFiles(await aJpeg('vert.jpg', '#3f7a55'));
  await asTheyAre(page);
  await expect(shown(photos(page))).toHaveCount(1);
  await keep(page, 'welcome-photo');
  await page.goto('/compte');
  await expectLoaded(shown(page.getByRole('main')).first());
  await page.goto('/espace');
  await expect(page.getByRole('heading', { name: /^Bonjour/ })).toBeVisible();
  await expect(wanted).toHaveCount(0);
});
