import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

export const PHOTO = { width: 1_600, height: 1_200 };

/** A picture with something to see: colours that run across it. */
const painted = (width: number, height: number): Sharp =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="#a3243b"/><stop offset="1" stop-color="#5f7d6b"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="30%" cy="40%" r="20%" fill="#fbf8f4"/></svg>`,
    ),
  );

export const aPicture = (format: 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' = 'jpeg', { width, height } = PHOTO): Promise<Buffer> =>
  painted(width, height).toFormat(format).toBuffer();

/** As a telephone writes it: held upright, with where it was and whose it is. */
export const aPhotoFromAPhone = (format: 'jpeg' | 'png' | 'webp' | 'avif' = 'jpeg'): Promise<Buffer> =>
  painted(PHOTO.width, PHOTO.height)
    .withExif({
      IFD0: { Make: 'Telephone', Artist: 'SECRET-ARTIST', Copyright: 'SECRET-OWNER' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 51/1 24/1', GPSLongitudeRef: 'E', GPSLongitude: '2/1 21/1 7/1' },
    })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();

/** EICAR's test file for virus scanners, put together here so that no scanner stops at this file. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EI', 'CAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** An empty ZIP archive behind a picture: both programs find what they look for. */
export function alsoAZip(picture: Buffer): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  return Buffer.concat([picture, end]);
}

/** A PNG of a few bytes that says it is as large as a wall: its header is changed, and the checksum made right. */
export async function aBomb(side: number): Promise<Buffer> {
  const png = await painted(16, 16).png().toBuffer();
  // After the signature: length (4), IHDR (4), width (4), height (4), 5 more, checksum (4).
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

/** A film made here, with a tone and a place written into it. */
export function aFilm({ seconds = 2, width = 1_280, height = 720, codec = 'libx264', format = 'mp4' } = {}): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'premier-pas-film-'));
  try {
    const path = join(folder, `film.${format}`);
    const source = ['-f', 'lavfi', '-i', `testsrc=duration=${seconds}:size=${width}x${height}:rate=30`];
    const tone = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`];
    const words = ['-metadata', 'location=+48.8566+002.3522/', '-metadata', 'artist=SECRET-ARTIST'];
    execFileSync(
      'ffmpeg',
      ['-y', '-loglevel', 'error', ...source, ...tone, '-c:v', codec, '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', ...words, path],
      { stdio: 'ignore' },
    );
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
