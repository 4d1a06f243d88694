import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

export const hmac = (key: string, data: string): string => createHmac('sha256', key).update(data).digest('base64url');

export function equalInConstantTime(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export const randomToken = (bytes = 32): string => randomBytes(bytes).toString('base64url');

const POOL = 8_192;
let pool = Buffer.alloc(0);

/** A few random bytes of many that were made together: each asking costs as much as thousands of bytes do. */
export function fewRandomBytes(count: number): Buffer {
  if (pool.length < count) pool = randomBytes(POOL);
  const few = pool.subarray(0, count);
  pool = pool.subarray(count);
  return few;
}

/** Bytes; a shorter one, which GCM would take, could be guessed. */
const TAG = 16;

/** Authenticated encryption of short texts (cursors): what was altered opens as null. */
export class Sealer {
  /** Bytes would be made a key of at each use, which takes twice as long as the sealing. */
  private readonly key: KeyObject;

  constructor(secret: string) {
    this.key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'seal', 32)));
  }

  seal(text: string): string {
    const iv = fewRandomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  }

  open(sealed: string): string | null {
    try {
      const bytes = Buffer.from(sealed, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, 12), { authTagLength: TAG });
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }
}
