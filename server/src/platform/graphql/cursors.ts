import { Sealer } from '../crypto.js';
import { badInput } from '../errors.js';

export type CursorValues = (string | number)[];

/**
 * Keyset positions, encrypted: a cursor holds sort keys (a day, a sequence number) that nobody should read or forge.
 * `kind` names the list, so that a cursor of one list cannot be fed to another.
 */
export class Cursors {
  private readonly sealer: Sealer;

  constructor(secret: string) {
    this.sealer = new Sealer(secret);
  }

  encode(kind: string, values: CursorValues): string {
    return this.sealer.seal(JSON.stringify([kind, ...values]));
  }

  /** The values, or BAD_USER_INPUT for the argument `argument` when the cursor is not one of ours. */
  decode(kind: string, cursor: string, argument = 'after'): CursorValues {
    const text = this.sealer.open(cursor);
    const [found, ...values] = text === null ? [] : (JSON.parse(text) as [string, ...CursorValues]);
    if (found !== kind) throw badInput({ [argument]: 'This cursor does not belong to this list.' });
    return values;
  }
}
