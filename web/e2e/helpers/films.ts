import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import type { Locator, Request } from '@playwright/test';
import { keep } from './looking';
import { expect, type Page, test } from './visitor';

const MIB = 1_024 * 1_024;

/** A file on the disk of whoever chooses it: where it lies. */
export function aFile(name: string, content: string): string {
  const path = test.info().outputPath(name);
  writeFileSync(path, content);
  return path;
}

/** A film as a telephone would make it; `weight`: followed by nothing, until it weighs so many MiB. */
export function aFilm(name: string, { seconds = 2, width = 640, height = 480, weight = 0 } = {}): string {
  const path = test.info().outputPath(name);
  const picture = ['-f', 'lavfi', '-i', `gradients=s=${width}x${height}:c0=0xa3243b:c1=0xf1e3bd:duration=${seconds}:speed=0.02`];
  const tone = ['-f', 'lavfi', '-i', `sine=frequency=330:duration=${seconds}`];
  execFileSync('ffmpeg', ['-y', '-loglevel', 'error', ...picture, ...tone, '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', path]);
  if (weight > 0) truncateSync(path, weight * MIB);
  return path;
}

export const films = (page: Page): Locator => page.getByRole('list', { name: 'Vos films' }).getByRole('listitem');
const ready = (page: Page): Locator => films(page).getByRole('button', { name: /^Film \d\s: options$/ });
/** Each film is made anew, which takes a busy machine its time. */
export const expectReady = (page: Page): Promise<void> => expect(ready(page)).toHaveCount(1, { timeout: 60_000 });
export const chooser = (page: Page): Locator => page.getByLabel('Ajouter un film').and(page.locator('input'));

export async function keepFilms(page: Page, name: string): Promise<void> {
  await page.locator('#films').evaluate((card) => card.scrollIntoView({ block: 'center' }));
  await keep(page, name);
}

const partOf = (request: Request): number => Number(new URL(request.url()).searchParams.get('partNumber'));

/** What goes to the store and what it has, part by part; from the second on it is held until it is let go. */
export async function watchParts(page: Page): Promise<{ sent: number[]; stored: number[]; letGo(): void }> {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const [sent, stored]: [number[], number[]] = [[], []];
  page.on('response', (response) => {
    if (response.request().method() === 'PUT' && response.ok()) stored.push(partOf(response.request()));
  });
  await page.route(
    (url) => url.searchParams.has('partNumber'),
    async (route) => {
      if (route.request().method() !== 'PUT') return route.fallback();
      const part = partOf(route.request());
      if (part > 1) await held;
      await route.continue().then(
        () => sent.push(part),
        // Its page is gone, or has given it up.
        () => undefined,
      );
    },
  );
  return { sent, stored, letGo: () => letGo() };
}
