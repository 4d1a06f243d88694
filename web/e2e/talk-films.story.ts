import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choose, chooseFiles, messages, submit } from './helpers/conversation';
import { signIn } from './helpers/entering';
import { keep } from './helpers/looking';
import { aFirstStep, aMan, aSubscribedWoman } from './helpers/people';
import type { ChosenFile } from './helpers/photos';
import { expect, test } from './helpers/visitor';

function aFilm(): ChosenFile {
  const folder = mkdtempSync(join(tmpdir(), 'premier-pas-story-film-'));
  try {
    const path = join(folder, 'film.mp4');
    const source = ['-f', 'lavfi', '-i', 'testsrc=duration=2:size=640x360:rate=30', '-f', 'lavfi', '-i', 'sine=duration=2'];
    execFileSync('ffmpeg', ['-y', '-loglevel', 'error', ...source, '-pix_fmt', 'yuv420p', path], { stdio: 'ignore' });
    return { name: 'film.mp4', mimeType: 'video/mp4', buffer: readFileSync(path) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a film in a conversation is covered, then plays where one is, and after a block it is gone', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const id = await aFirstStep(woman, man, 'Bonjour, on commence par quoi ?');
  // The store lets in what a browser sends, and no header more.
  const [hers, his] = [await aBrowser({ bare: true }), await aBrowser({ bare: true })];
  await signIn(his, man, `/connexion?suite=/conversations/${id}`);
  await signIn(hers, woman, `/connexion?suite=/conversations/${id}`);
  await choose(hers, man.name, 'Accepter ses photos');
  await expect(hers.getByText(`${man.name} peut vous envoyer des photos.`)).toBeVisible();
  await chooseFiles(his, [aFilm()]);
  await submit(his);
  await messages(hers)
    .getByRole('button', { name: `Film de ${man.name}, flouté. Le découvrir` })
    .click();
  await messages(hers).getByRole('button', { name: 'Lire\u202f: Film' }).click();
  const player = messages(hers).locator('video');
  await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0);
  const film = await player.getAttribute('src');
  await keep(hers, 'talk-media-film');

  await choose(hers, man.name, /^Bloquer/);
  await hers
    .getByRole('dialog')
    .getByRole('button', { name: `Bloquer ${man.name}` })
    .click();
  await expect(hers).toHaveURL(/\/conversations$/);
  const status = () =>
    hers
      .context()
      .request.get(new URL(String(film), hers.url()).href)
      .then((answer) => answer.status());
  await expect.poll(status, { timeout: 10_000 }).toBe(404);
});
