import { Writable } from 'node:stream';

/** A log that is kept in memory, line by line, to look at afterwards. */
export class LogLines extends Writable {
  lines: Record<string, unknown>[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    for (const line of chunk.toString().split('\n').filter(Boolean)) this.lines.push(JSON.parse(line) as Record<string, unknown>);
    done();
  }

  /** What was written since the last look. */
  take(): Record<string, unknown>[] {
    return this.lines.splice(0);
  }
}
