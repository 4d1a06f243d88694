import { createHmac } from 'node:crypto';
import bcrypt from 'bcrypt';
import { UserError } from '../platform/errors.js';
import { Gate } from '../platform/gate.js';

/** A password holds a thread for a quarter of a second, and the process has four of them: files and names need some too. */
export const AT_ONCE = 2;
/** Whoever comes behind so many would wait for seconds, and keep those waiting who come after. */
export const MOST_WAITING = 20;
const RETRY_AFTER = 5;

export type Matches = (password: string, hash: string | undefined) => Promise<boolean>;

/** bcrypt over a peppered HMAC: a stolen table alone cannot be searched, and no password is cut at 72 bytes. */
export class Passwords {
  private readonly gate = new Gate(AT_ONCE);
  private readonly nobody: Promise<string>;

  constructor(
    private readonly pepper: string,
    private readonly cost: number,
  ) {
    this.nobody = bcrypt.hash('nobody', cost);
  }

  hash(password: string): Promise<string> {
    return this.inTurn(() => bcrypt.hash(this.season(password), this.cost));
  }

  /**
   * Comparing is expensive, so it is done in turn: `work` begins, and looks up whom it is about, once it may. Who finds too
   * many waiting is refused before that, and so alike whoever they say they are.
   */
  async inTurn<T>(work: (matches: Matches) => Promise<T>): Promise<T> {
    if (this.gate.waiting >= MOST_WAITING) throw new UserError('RATE_LIMITED', undefined, { retryAfter: RETRY_AFTER });
    return this.gate.pass(() => work(this.matches));
  }

  /** A mailed code as stored: bound to what it is for, so that it opens nothing else. */
  hashCode(purposeId: string, code: string): string {
    return createHmac('sha256', this.pepper)
      .update(`${purposeId}:${code.replace(/\s/g, '')}`)
      .digest('base64url');
  }

  /** Takes as long without a hash as with one: nobody learns from the time whether an account exists. */
  private readonly matches: Matches = async (password, hash) => {
    const same = await bcrypt.compare(this.season(password), hash ?? (await this.nobody));
    return same && hash !== undefined;
  };

  private season(password: string): string {
    return createHmac('sha256', this.pepper).update(password.normalize('NFC')).digest('base64');
  }
}
