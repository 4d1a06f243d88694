import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { PROJECT_ROOT } from '../src/platform/project-root.js';
import { PASSWORD, type Person } from './people.js';

/** An example of the documentation, run as its reader runs it. */
export class Program {
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  private readonly output: AsyncIterator<string, undefined>;
  private readonly ended: Promise<number | null>;
  private complaints = '';

  constructor(api: string, person: Person, example: string, ...args: string[]) {
    this.child = spawn(process.execPath, [join('docs/examples', example), ...args], {
      cwd: PROJECT_ROOT,
      env: { API: api, EMAIL: person.email, PASSWORD },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
    this.child.stderr.on('data', (data: Buffer) => (this.complaints += data.toString()));
    this.output = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  type(line: string): void {
    this.child.stdin.write(`${line}\n`);
  }

  /** The next line that it prints. */
  async line(): Promise<string> {
    const { value } = await this.output.next();
    if (value === undefined) throw new Error(`It ended with ${await this.ended}: ${this.complaints}`);
    return value;
  }

  async take(count: number): Promise<string[]> {
    const lines: string[] = [];
    while (lines.length < count) lines.push(await this.line());
    return lines;
  }

  /** No more input: what else it printed until it had ended well. */
  async rest(): Promise<string[]> {
    this.child.stdin.end();
    const lines: string[] = [];
    for (let next = await this.output.next(); next.value !== undefined; next = await this.output.next()) lines.push(next.value);
    if ((await this.ended) !== 0) throw new Error(`It failed: ${this.complaints}`);
    return lines;
  }

  /** What it complained about when it ended badly. */
  async failure(): Promise<string> {
    if ((await this.ended) === 0) throw new Error('It ended well.');
    return this.complaints;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
