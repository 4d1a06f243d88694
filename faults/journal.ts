import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dump } from './checker.js';

/** One thing that a device did or saw. */
export type Did =
  | { did: 'sent' | 'acked'; conversation: string; clientId: string; door: number; id?: string }
  /** Not acknowledged and not refused: it may have arrived. Or refused for good: trying again would change nothing. */
  | { did: 'failed' | 'refused'; conversation: string; clientId: string; code: string }
  | { did: 'shown'; number: number; kind: string; conversation: string | null; message: { id: string; clientId: string } | null }
  /** A block, or the closing of a conversation: asked for, and acknowledged. */
  | { did: 'ending' | 'ended'; conversation: string }
  | { did: 'connected'; door: number }
  | { did: 'lost'; code: number }
  /** What no fault may do to anybody: signed out, or told to load everything anew. */
  | { did: 'wronged'; how: string };

export type Entry = Did & { at: number };

/** What one device lived through, by a clock that never jumps and that all devices of a process share. */
export class Journal {
  readonly entries: Entry[] = [];

  constructor(
    readonly device: string,
    readonly userId: string,
    /** The number of the inbox at which it began. */
    readonly from = 0,
    /** Whether it follows its inbox to the end; a device that only sends is shown nothing. */
    readonly follows = true,
  ) {}

  add(did: Did, at = performance.now()): void {
    this.entries.push({ at, ...did });
  }
}

/** Keeps a history that broke a promise, one file for each device and one for what PostgreSQL held; the folder. */
export function keep(journals: readonly Journal[], dump: Dump, violations: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'premier-pas-history-'));
  for (const { device, userId, from, entries } of journals) {
    const lines = [{ device, userId, from }, ...entries].map((line) => JSON.stringify(line));
    writeFileSync(join(folder, `${device.replace(/\W+/g, '-')}.jsonl`), `${lines.join('\n')}\n`);
  }
  writeFileSync(join(folder, 'database.json'), JSON.stringify(dump, null, 1));
  writeFileSync(join(folder, 'violations.txt'), `${violations.join('\n')}\n`);
  return folder;
}
