import { Refusal } from '../errors.js';

/** Reads a stream of bytes up to one delimiter after another. */
export class Delimited {
  // A form may begin with its border: the line end before it is not on the wire.
  private held: Buffer = Buffer.from('\r\n');

  /** `budget`: how many bytes `until` may read in all. */
  constructor(
    private readonly source: AsyncIterator<Buffer>,
    private budget: number,
  ) {}

  /** What stands before the next delimiter, which is passed. */
  async until(delimiter: string): Promise<Buffer> {
    for (;;) {
      const at = this.held.indexOf(delimiter);
      if ((at < 0 ? this.held.length : at) > this.budget) throw new Refusal('MaxPostPreDataLengthExceeded');
      if (at >= 0) {
        this.budget -= at;
        return this.take(at, delimiter.length);
      }
      if (!(await this.more())) throw new Refusal('MalformedPOSTRequest');
    }
  }

  /** The same as it arrives, holding back only what may be the beginning of the delimiter. */
  async *stream(delimiter: string): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.held.indexOf(delimiter);
      if (at >= 0) {
        yield this.take(at, delimiter.length);
        return;
      }
      const sure = this.held.length - delimiter.length + 1;
      if (sure > 0) yield this.take(sure, 0);
      if (!(await this.more())) throw new Refusal('MalformedPOSTRequest');
    }
  }

  private take(length: number, skip: number): Buffer {
    const taken = this.held.subarray(0, length);
    this.held = this.held.subarray(length + skip);
    return taken;
  }

  private async more(): Promise<boolean> {
    const next = await this.source.next();
    if (next.done) return false;
    this.held = this.held.length > 0 ? Buffer.concat([this.held, next.value]) : next.value;
    return true;
  }
}
