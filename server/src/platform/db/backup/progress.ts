import { Transform } from 'node:stream';
import { seconds } from '../../clock.js';

/** How far one table is; `rows` when it is done. */
export interface Step {
  table: string;
  bytes: number;
  milliseconds: number;
  rows?: number;
}

export type Progress = (step: Step) => void;

/** Counts what flows through, and tells. */
export class Meter extends Transform {
  private readonly began = performance.now();
  private bytes = 0;

  constructor(
    private readonly table: string,
    private readonly progress: Progress,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    this.tell();
    done(null, chunk);
  }

  tell(rows?: number): void {
    const { table, bytes } = this;
    this.progress({ table, bytes, milliseconds: performance.now() - this.began, ...(rows !== undefined && { rows }) });
  }
}

/** One line a table; on a terminal it moves while the table is under way. */
export function progressOn(out: NodeJS.WriteStream): Progress {
  let last = 0;
  return ({ table, bytes, milliseconds, rows }) => {
    const now = performance.now();
    if (rows === undefined && (!out.isTTY || now - last < seconds(0.2))) return;
    last = now;
    const amount = rows === undefined ? '…' : `${rows.toLocaleString('en')} rows`;
    const speed = `${(bytes / 1e6 / (Math.max(milliseconds, 1) / 1000)).toFixed(1)} MB/s`;
    const line = `  ${table.padEnd(24)} ${amount.padStart(18)} ${`${(bytes / 1e6).toFixed(1)} MB`.padStart(12)} ${speed.padStart(12)}`;
    out.write(`${out.isTTY ? '\r' : ''}${line}${rows === undefined ? '' : '\n'}`);
  };
}
