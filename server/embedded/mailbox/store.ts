import { EventEmitter, once } from 'node:events';
import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { isFor, type Mail } from './mail.js';

export interface WaitOptions {
  /** Only a mail whose subject or text contains this. */
  containing?: string;
  /** Only a mail caught after the one with this id. */
  after?: string;
  timeoutMs?: number;
}

const KEPT = 500;
const PATIENCE_MS = 10_000;

/** The last 500 mails and SMS, in memory and, one JSON line each, in a file that survives a restart. */
export class MailStore {
  readonly changes = new EventEmitter().setMaxListeners(0);
  private mails: Mail[] = [];
  private linesInFile = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly file?: string) {}

  async load(): Promise<void> {
    if (this.file === undefined) return;
    await mkdir(dirname(this.file), { recursive: true });
    const lines = (await readFile(this.file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    this.mails = lines.flatMap(parsed).slice(-KEPT);
    // Also mends a last line that a crash cut short, before anything is appended to it.
    await this.rewrite(this.mails);
  }

  /** Resolves when the mail is in the file: only then may the sender be told that it was accepted. */
  async add(mail: Mail): Promise<void> {
    const mails = [...this.mails, mail].slice(-KEPT);
    this.mails = mails;
    await this.inOrder(() => (this.linesInFile >= 2 * KEPT ? this.rewrite(mails) : this.append(mail)));
    this.changes.emit('change');
  }

  async clear(): Promise<void> {
    this.mails = [];
    await this.inOrder(() => this.rewrite([]));
    this.changes.emit('change');
  }

  /** Newest first. */
  list(to?: string): Mail[] {
    return this.mails.filter((mail) => isFor(mail, to)).reverse();
  }

  find(id: string): Mail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }

  /** The newest mail for this address that is as asked, here or about to come. */
  async waitFor(to: string, { containing = '', after, timeoutMs = PATIENCE_MS }: WaitOptions = {}): Promise<Mail> {
    const timeout = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const known = after === undefined ? -1 : this.mails.findIndex((mail) => mail.id === after);
      const found = this.mails.slice(known + 1).findLast((mail) => isFor(mail, to) && `${mail.subject}\n${mail.text}`.includes(containing));
      if (found) return found;
      try {
        await once(this.changes, 'change', { signal: timeout });
      } catch (error) {
        throw new Error(`No such mail for ${to} within ${timeoutMs} ms; there are ${this.list(to).length} others.`, { cause: error });
      }
    }
  }

  /** Waits for the writes under way. */
  async close(): Promise<void> {
    await this.writing;
  }

  private inOrder(write: () => Promise<void>): Promise<void> {
    const written = this.writing.then(write);
    this.writing = written.catch(() => undefined);
    return written;
  }

  private async append(mail: Mail): Promise<void> {
    if (this.file === undefined) return;
    await appendFile(this.file, `${JSON.stringify(mail)}\n`, { mode: 0o600 });
    this.linesInFile++;
  }

  private async rewrite(mails: Mail[]): Promise<void> {
    if (this.file === undefined) return;
    await writeFile(`${this.file}.new`, mails.map((mail) => `${JSON.stringify(mail)}\n`).join(''), { mode: 0o600 });
    await rename(`${this.file}.new`, this.file);
    this.linesInFile = mails.length;
  }
}

function parsed(line: string): Mail[] {
  try {
    return [JSON.parse(line) as Mail];
  } catch {
    return [];
  }
}
