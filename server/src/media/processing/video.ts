import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { minutes } from '../../platform/clock.js';
import { RefusedFile } from '../refusal.js';

const LONGEST = 60;
/** A container's word about its length is a rounded one. */
const TOLERANCE = 0.5;
const MOST_PIXELS = 8_300_000;
const LONGEST_RUN = minutes(10);
const HEIGHT = 720;

export interface Film {
  width: number;
  height: number;
  durationMs: number;
  /** Files in the folder that was given. */
  film: string;
  poster: string;
}

export interface Ffmpeg {
  ffmpeg: string;
  ffprobe: string;
}

/** The ffmpeg of this machine; null when it has none, and then films are refused with a clear word while photos work. */
export function findFfmpeg(): Ffmpeg | null {
  const found = ['ffmpeg', 'ffprobe'].every((program) => spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0);
  return found ? { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' } : null;
}

interface Probe {
  format?: { duration?: string };
  streams?: { codec_type?: string; width?: number; height?: number; disposition?: { attached_pic?: number } }[];
}

/**
 * Writes a film anew as H.264 and AAC in MP4, at most 720 pixels high, ready to play before it is loaded whole, without what
 * the camera wrote beside the pictures. `onProgress` hears 0 to 100. The input is read as a file and nothing else: a playlist
 * inside it opens no address.
 */
export async function processVideo(
  { ffmpeg, ffprobe }: Ffmpeg,
  input: string,
  folder: string,
  onProgress: (percent: number) => void,
  longest = LONGEST_RUN,
): Promise<Film> {
  const run = runWithin(longest);
  const seconds = await probe(run, ffprobe, input);
  const [film, poster] = [join(folder, 'film.mp4'), join(folder, 'poster.png')];
  // Never above its own size, and even, as the encoder wants it.
  const scale = `scale=-2:'min(${HEIGHT},trunc(ih/2)*2)',setsar=1`;
  const encoding = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-pix_fmt', 'yuv420p', '-profile:v', 'high', '-r', '30'];
  const sound = ['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-ar', '48000'];
  await run(
    ffmpeg,
    [
      ...['-hide_banner', '-nostdin', '-y', '-loglevel', 'error', '-progress', 'pipe:1', '-threads', '1'],
      ...['-protocol_whitelist', 'file', '-i', input],
      ...['-map', '0:v:0', '-map', '0:a:0?', '-map_metadata', '-1', '-map_chapters', '-1', '-t', String(LONGEST + TOLERANCE)],
      ...['-vf', scale, ...encoding, ...sound, '-movflags', '+faststart', film],
    ],
    (line) => {
      const at = /^out_time_us=(\d+)$/.exec(line)?.[1];
      if (at) onProgress(Math.min(99, Math.round(Number(at) / 10_000 / seconds)));
    },
  );
  await run(ffmpeg, [...['-nostdin', '-y', '-loglevel', 'error', '-protocol_whitelist', 'file', '-i', film], '-frames:v', '1', poster]);
  const { width, height, duration } = await measure(run, ffprobe, film);
  return { width, height, durationMs: Math.round(duration * 1_000), film, poster };
}

/** Refuses what is no film, or too long, or too large to decode; its length in seconds. */
async function probe(run: Run, ffprobe: string, input: string): Promise<number> {
  const { width, height, duration } = await measure(run, ffprobe, input);
  if (duration > LONGEST + TOLERANCE) throw new RefusedFile('TOO_LONG');
  if (width * height > MOST_PIXELS) throw new RefusedFile('TOO_MANY_PIXELS');
  if (Math.min(width, height) < 120) throw new RefusedFile('TOO_SMALL');
  return duration;
}

async function measure(run: Run, ffprobe: string, path: string): Promise<{ width: number; height: number; duration: number }> {
  const said: string[] = [];
  const ask = ['-v', 'error', '-protocol_whitelist', 'file', '-print_format', 'json', '-show_format', '-show_streams', path];
  await run(ffprobe, ask, (line) => said.push(line));
  const { format, streams = [] } = JSON.parse(said.join('\n')) as Probe;
  const picture = streams.find((stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic);
  const duration = Number(format?.duration);
  if (!picture?.width || !picture.height || !(duration > 0)) throw new RefusedFile('DAMAGED');
  return { width: picture.width, height: picture.height, duration };
}

type Run = (program: string, args: string[], onLine?: (line: string) => void) => Promise<void>;

/**
 * A program that says no to the file refuses it, and so does one that is not done by then: a film made to keep it busy would do so at
 * each new try. One that somebody else killed, or that could not start, is tried again.
 */
const runWithin =
  (longest: number): Run =>
  (program, args, onLine = () => undefined) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: longest, killSignal: 'SIGKILL' });
      createInterface({ input: child.stdout }).on('line', onLine);
      child.once('error', reject);
      child.once('close', (code, signal) => {
        if (code === 0) resolve();
        else reject(signal && !child.killed ? new Error(`${program} was ended by ${signal}`) : new RefusedFile('DAMAGED'));
      });
    });
