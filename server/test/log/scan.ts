import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from './run.js';

export interface Leak {
  /** What kind of thing was said; never the thing itself. */
  what: string;
  /** Where it hangs in the line. */
  where: string;
  /** The line's message, without it. */
  message: string;
  times: number;
}

export interface Findings {
  lines: number;
  secrets: number;
  leaks: Leak[];
}

interface Found {
  what: string;
  start: number;
  end: number;
}

/** What must not be in a log whoever said it. */
const PATTERNS: [string, RegExp][] = [
  ['an e-mail address', /[\w.+-]+@[\w-]+\.[a-z]{2,}/gi],
  ['a signed token', /\beyJ[\w-]{8,}/g],
  ['the hash of a password', /\$2[aby]\$\d\d\$/g],
  ['a key of Stripe', /\b(?:sk|rk|whsec)_\w{4,}/g],
  ['an address with a password', /\w+:\/\/[^\s/:@]*:[^\s/@]+@/g],
  ['the address of a caller', /\b10\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g],
];

/** Long ones are recognised by their beginning: who cuts a text short has still said it. */
const RECOGNISED = 24;
/** No secret is shorter. */
const INDEXED = 6;
const SHOWN = 20;

/** Looks in each line for what was told in confidence (its key and text), and for what looks like it. */
export function scan(lines: Iterable<string>, told: Iterable<[string, string]>): Findings {
  const secrets = new Secrets(told);
  const leaks = new Map<string, Leak>();
  let count = 0;
  for (const line of lines) {
    count += 1;
    const said = parsed(line);
    for (const [where, text] of textsIn(said)) {
      for (const { what } of foundIn(text, secrets)) {
        const message = censored(messageOf(said), secrets);
        const key = JSON.stringify([what, where, message]);
        leaks.set(key, { what, where, message, times: (leaks.get(key)?.times ?? 0) + 1 });
      }
    }
  }
  return { lines: count, secrets: secrets.size, leaks: [...leaks.values()] };
}

/** Scans what a run has written down. */
export function scanRun(folder: string): Findings {
  const read = (kind: Kind): string[] =>
    readdirSync(folder)
      .filter((file) => file.startsWith(`${kind}.`))
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean));
  return scan(
    read('said'),
    read('told').map((line) => JSON.parse(line) as [string, string]),
  );
}

/** One line over the run, then each leak. */
export function report({ lines, secrets, leaks }: Findings): string {
  const verdict = leaks.length === 0 ? 'none is in it.' : `and it says what it must not, in ${leaks.length} ways:`;
  const shown = leaks.slice(0, SHOWN).map(({ what, where, message, times }) => `  ${what}, at "${where}" of "${message}" (${times})`);
  return [`The log of this run: ${lines} lines, searched for ${secrets} secrets: ${verdict}`, ...shown].join('\n');
}

/** By their first characters, so that a text is walked once however many there are. */
class Secrets {
  private readonly byStart = new Map<string, Map<string, string>>();

  constructor(told: Iterable<[string, string]>) {
    for (const [key, text] of told) {
      const start = text.slice(0, INDEXED);
      this.byStart.set(start, (this.byStart.get(start) ?? new Map<string, string>()).set(text, key));
    }
  }

  get size(): number {
    return [...this.byStart.values()].reduce((sum, same) => sum + same.size, 0);
  }

  in(text: string): Found[] {
    const found: Found[] = [];
    for (let start = 0; start + INDEXED <= text.length; start += 1) {
      for (const [secret, key] of this.byStart.get(text.slice(start, start + INDEXED)) ?? []) {
        if (!text.startsWith(secret.slice(0, RECOGNISED), start)) continue;
        let end = start;
        while (end < start + secret.length && text[end] === secret[end - start]) end += 1;
        // A code is a number of its own, not a part of a longer one.
        if (secret.length === INDEXED && /\w/.test((text[start - 1] ?? '') + (text[end] ?? ''))) continue;
        found.push({ what: `what was told as "${key}"`, start, end });
      }
    }
    return found;
  }
}

function foundIn(text: string, secrets: Secrets): Found[] {
  const patterns = PATTERNS.flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({ what, start: match.index, end: match.index + match[0].length })),
  );
  return [...patterns, ...secrets.in(text)];
}

function censored(text: string, secrets: Secrets): string {
  const hidden = new Set(foundIn(text, secrets).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n)));
  return [...text.split('').entries()].map(([index, character]) => (hidden.has(index) ? '·' : character)).join('');
}

/** Every text in a line with the way to it, the names of its keys among them. */
function* textsIn(value: unknown, where = ''): Generator<[string, string]> {
  if (typeof value === 'string') yield [where || 'the line', value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inside] of Object.entries(value)) {
    yield [where || 'the line', key];
    yield* textsIn(inside, where ? `${where}.${key}` : key);
  }
}

function messageOf(said: unknown): string {
  const { msg } = (said ?? {}) as { msg?: unknown };
  return typeof msg === 'string' ? msg : 'a line without a message';
}

/** What is not JSON is searched as it is. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return line;
  }
}
