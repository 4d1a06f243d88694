import { createHmac, hkdfSync } from 'node:crypto';

/**
 * For what must be recognised and never read again: an address, a number. Whoever takes the database cannot try them all without
 * the secret. Each purpose has a key of its own, so that what is kept for one says nothing to another.
 */
export class KeyedHashes {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly secret: string) {}

  hash(purpose: string, text: string): string {
    return createHmac('sha256', this.key(purpose)).update(text).digest('base64url');
  }

  private key(purpose: string): Buffer {
    const known = this.keys.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.secret, '', `keyed hash: ${purpose}`, 32));
    this.keys.set(purpose, key);
    return key;
  }
}
