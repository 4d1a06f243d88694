import { mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one run of the tests writes down, for the end: a file of each kind for each process. */
export type Kind = 'said' | 'told';

/** From here on the processes of this run write down what they say and are told; the folder where. */
export function beginRun(): string {
  const folder = mkdtempSync(join(tmpdir(), 'premier-pas-run-'));
  // However the run ends: it holds what was told in confidence.
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.env.TEST_RUN_DIR = folder;
  return folder;
}

const files = new Map<Kind, number>();

/** Line by line, so that a process that dies loses none. Without a run (a bench, a drill) nothing is kept. */
export function keep(kind: Kind, line: string): void {
  const folder = process.env.TEST_RUN_DIR;
  if (!folder) return;
  const file = files.get(kind) ?? openSync(join(folder, `${kind}.${process.pid}.jsonl`), 'a', 0o600);
  files.set(kind, file);
  writeSync(file, line.endsWith('\n') ? line : `${line}\n`);
}
