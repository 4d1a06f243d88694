import { execFileSync } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { test } from './visitor';

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
