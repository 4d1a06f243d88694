import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { Chance } from '../random.js';
import { LIGHTS } from './light.js';
import { seaLayers } from './outdoors.js';

const SECONDS = 8;
const WIDTH = 576;
const run = promisify(execFile);

/** A boat that crosses an evening, with the sound of the sea: our own drawing, layer by layer. */
export async function paintFilm(): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'premier-pas-demo-'));
  try {
    const layers = Object.entries(seaLayers(new Chance(11), LIGHTS.dusk));
    for (const [name, drawing] of layers) {
      await writeFile(
        join(folder, `${name}.png`),
        await sharp(Buffer.from(drawing))
          .resize(name === 'front' ? WIDTH + 32 : WIDTH)
          .png({ compressionLevel: 1 })
          .toBuffer(),
      );
    }
    const pictures = layers.flatMap(([name]) => [
      '-loop',
      '1',
      '-framerate',
      '25',
      '-t',
      String(SECONDS),
      '-i',
      join(folder, `${name}.png`),
    ]);
    const waves = ['-f', 'lavfi', '-t', String(SECONDS), '-i', 'anoisesrc=color=brown:amplitude=0.5:seed=7'];
    const scene = [
      `[0][1]overlay=x='-150+${300 / SECONDS}*t':y='5*sin(1.7*t)'[sailing]`,
      `[sailing][2]overlay=x='-16+10*sin(0.8*t)':y='-20+4*sin(1.1*t)',format=yuv420p[picture]`,
      `[3]lowpass=f=520,tremolo=f=0.25:d=0.7,afade=t=in:d=0.8,afade=t=out:st=${SECONDS - 1}:d=1[sound]`,
    ].join(';');
    const film = join(folder, 'film.mp4');
    const encoding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '20', '-c:a', 'aac', '-t', String(SECONDS)];
    await run('ffmpeg', [
      '-y',
      '-loglevel',
      'error',
      ...pictures,
      ...waves,
      '-filter_complex',
      scene,
      '-map',
      '[picture]',
      '-map',
      '[sound]',
      ...encoding,
      film,
    ]);
    return await readFile(film);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
