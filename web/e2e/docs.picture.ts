import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { messages } from './helpers/conversation';
import { strangers } from './helpers/discovery';
import { signIn } from './helpers/entering';
import { settled } from './helpers/looking';
import { demo } from './helpers/people';
import { expect, type Page, test } from './helpers/visitor';

const HEAVIEST = 400_000;

/** Taken at the plain size of the screen, so that a page of documentation stays light. */
async function picture(page: Page, name: string): Promise<void> {
  const device = (page.viewportSize()?.width ?? 0) > 500 ? 'desktop' : 'phone';
  const path = fileURLToPath(new URL(`../../docs/screenshots/${name}-${device}.png`, import.meta.url));
  await settled(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled', scale: 'css', caret: 'hide' });
  expect(statSync(path).size, `bytes of ${name}-${device}.png`).toBeLessThan(HEAVIEST);
}

/** The demo people are painted while the site is there already: half of them would be drawings still. */
async function painted(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto('/conversations');
    await settled(page);
    await expect(page.getByRole('main').locator('a img[src^="/media/"]')).toHaveCount(6, { timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
}

test('discovery, a profile and a conversation', async ({ aBrowser }) => {
  const page = await aBrowser();
  await signIn(page, demo('lea'));
  await painted(page);
  await page.goto('/decouvrir');
  await picture(page, 'discovery');
  await page.goto('/decouvrir?annonces=semaine');
  await strangers(page).first().getByRole('link').click();
  await expect(page.getByRole('button', { name: 'Répondre par un premier pas' }).first()).toBeVisible();
  await picture(page, 'profile');
  await page.goto('/conversations');
  await page.getByRole('main').getByRole('link', { name: /^Hugo/ }).click();
  await expect(messages(page)).toBeVisible();
  await picture(page, 'conversation');
});
