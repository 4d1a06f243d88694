import AxeBuilder from '@axe-core/playwright';
import { fileURLToPath } from 'node:url';
import type { Locator } from '@playwright/test';
import { expect, type Page } from './visitor';

const KEPT = fileURLToPath(new URL('../../../test-results/screenshots', import.meta.url));
const RULES = { type: 'tag' as const, values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
// Only the colours differ by night.
const COLOURS = { type: 'rule' as const, values: ['color-contrast'] };

/** A page is there when it is no longer busy and its pictures are drawn. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).filter({ visible: true }).first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(page.getByRole('status', { name: 'Chargement…' })).toHaveCount(0);
  await expect
    .poll(() =>
      page.evaluate(() =>
        [...document.images].every(
          (image) => image.complete || image.loading === 'lazy' || image.getBoundingClientRect().top > innerHeight,
        ),
      ),
    )
    .toBe(true);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** What a person would stumble over, in one line each. Our pages have no frames, and nobody reads of what is well: both take axe seconds. */
async function barriers(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly, resultTypes: ['violations'] })
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`));
}

export async function expectNoBarrier(page: Page): Promise<void> {
  const where = new URL(page.url()).pathname;
  expect.soft(await barriers(page, RULES), `${where} by day`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect.soft(await barriers(page, COLOURS), `${where} by night`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
}

/** Nothing hangs out of a phone, of the common width and of the narrowest. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const size = page.viewportSize();
  if (!size || size.width > 500) return;
  for (const width of [320, size.width]) {
    await page.setViewportSize({ ...size, width });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.soft.poll(overflow, `${new URL(page.url()).pathname} at ${width} px`).toBeLessThanOrEqual(0);
  }
}

export async function keep(page: Page, name: string): Promise<void> {
  const device = (page.viewportSize()?.width ?? 0) > 500 ? 'desktop' : 'phone';
  await page.screenshot({ path: `${KEPT}/${name}-${device}.png`, animations: 'disabled' });
}

export async function expectLoaded(image: Locator): Promise<void> {
  await expect.poll(() => image.evaluate((each: HTMLImageElement) => each.complete && each.naturalWidth > 0)).toBe(true);
}
