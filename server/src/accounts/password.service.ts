import { createHmac } from 'node:crypto';
import bcrypt from 'bcrypt';

/** bcrypt over a peppered HMAC: a stolen table alone cannot be searched, and no password is cut at 72 bytes. */
export class Passwords {
  private readonly nobody: Promise<string>;

  constructor(
    private readonly pepper: string,
    private readonly cost: number,
  ) {
    this.nobody = bcrypt.hash('nobody', cost);
  }

  hash(password: string): Promise<string> {
    return bcrypt.hash(this.season(password), this.cost);
  }

  /** Takes as long without a hash as with one: nobody learns from the time whether an account exists. */
  async matches(password: string, hash: string | undefined): Promise<boolean> {
    const same = await bcrypt.compare(this.season(password), hash ?? (await this.nobody));
    return same && hash !== undefined;
  }

  /** A mailed code as stored: bound to what it is for, so that it opens nothing else. */
  hashCode(purposeId: string, code: string): string {
    return createHmac('sha256', this.pepper)
      .update(`${purposeId}:${code.replace(/\s/g, '')}`)
      .digest('base64url');
  }

  private season(password: string): string {
    return createHmac('sha256', this.pepper).update(password.normalize('NFC')).digest('base64');
  }
}
