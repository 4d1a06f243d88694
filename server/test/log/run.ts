import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What one run of the tests writes down, for the end: a file of each kind for each process. */
export type Kind = 'said' | 'told';

const files = new Map<Kind, number>();

/** Line by line, so that a process that dies loses none. Without a run (a bench, a drill) nothing is kept. */
export function keep(kind: Kind, line: string): void {
  const folder = process.env.TEST_RUN_DIR;
  if (!folder) return;
  const file = files.get(kind) ?? openSync(join(folder, `${kind}.${process.pid}.jsonl`), 'a', 0o600);
  files.set(kind, file);
  writeSync(file, line.endsWith('\n') ? line : `${line}\n`);
}
