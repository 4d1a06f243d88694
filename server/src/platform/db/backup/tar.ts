/** The little of tar that a backup is made of: plain files one after the other, as `tar -xf` of any system reads them. */
export const BLOCK = 512;

/** Two empty blocks end an archive. */
export const END = Buffer.alloc(2 * BLOCK);

export interface Entry {
  name: string;
  size: number;
  /** When the archive was begun; to the second. */
  at: Date;
}

/** What is missing to the next whole block. */
export const paddingOf = (size: number): number => -size & (BLOCK - 1);

/** The block before a file's content (POSIX ustar; sizes of 8 GiB and more in the binary form that GNU and BSD tar share). */
export function headerOf({ name, size, at }: Entry): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`The name ${name} is too long for an archive.`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write('0000600', 100);
  header.write('0000000', 108);
  header.write('0000000', 116);
  writeSize(header, size);
  header.write(octal(Math.floor(at.getTime() / 1000), 11), 136);
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148);
  return header;
}

/** Reads such a block; null when this module would not have written it. */
export function readHeader(header: Buffer): Entry | null {
  const text = (from: number, to: number): string => header.toString('utf8', from, to).replace(/\0.*$/s, '');
  const entry = { name: text(0, 100), size: readSize(header), at: new Date(Number.parseInt(text(136, 148), 8) * 1000) };
  const isOurs =
    entry.name !== '' && Number.isSafeInteger(entry.size) && !Number.isNaN(entry.at.getTime()) && headerOf(entry).equals(header);
  return isOurs ? entry : null;
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');

const LARGEST_OCTAL = 8 ** 11;

function writeSize(header: Buffer, size: number): void {
  if (size < LARGEST_OCTAL) {
    header.write(octal(size, 11), 124);
    return;
  }
  header[124] = 0x80;
  header.writeBigUInt64BE(BigInt(size), 128);
}

const readSize = (header: Buffer): number =>
  header[124] === 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(header.toString('latin1', 124, 135), 8);
