import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChosenFile } from './photos';

const MIB = 1_024 * 1_024;

/** A film as a telephone would make it; `weight`: followed by nothing, until it weighs so many MiB. */
export function aFilm(name: string, { seconds = 2, width = 640, height = 480, weight = 0 } = {}): ChosenFile {
  const folder = mkdtempSync(join(tmpdir(), 'premier-pas-film-'));
  try {
    const path = join(folder, 'film.mp4');
    const picture = ['-f', 'lavfi', '-i', `gradients=s=${width}x${height}:c0=0xa3243b:c1=0xf1e3bd:duration=${seconds}:speed=0.02`];
    const tone = ['-f', 'lavfi', '-i', `sine=frequency=330:duration=${seconds}`];
    execFileSync('ffmpeg', ['-y', '-loglevel', 'error', ...picture, ...tone, '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', path]);
    const film = readFileSync(path);
    return { name, mimeType: 'video/mp4', buffer: Buffer.concat([film, Buffer.alloc(Math.max(0, weight * MIB - film.length))]) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
