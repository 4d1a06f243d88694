import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../embedded/ports.js';
import { PROJECT_ROOT } from '../../src/platform/project-root.js';
import type { House } from '../harness.js';
import { keep } from '../log/run.js';
import { testEnvironment } from '../test-config.js';
import { endsWithUs } from './children.js';
import { sameBucket } from '../test-store.js';

const HOOK = pathToFileURL(join(PROJECT_ROOT, 'node_modules/@swc-node/register/esm/esm-register.mjs')).href;
const BOOT_MS = 60_000;

export interface NodeOptions {
  env?: Record<string, string>;
  /** The program to run instead of the sources, e.g. server/dist/src/main.js. */
  built?: string;
  /** The port it had before, to come back where clients look for it. */
  port?: number;
}

/** One line of a node's log. */
export type LogLine = Record<string, unknown> & { msg?: string };

/** A server process of its own, as an operator runs it: the same database, mailbox and Stripe as the house. */
export class ServerNode {
  readonly log: LogLine[] = [];

  private constructor(
    readonly url: string,
    readonly port: number,
    private readonly child: ChildProcess,
  ) {}

  static async start({ app, stripe }: House, { env = {}, built, port: wanted }: NodeOptions = {}): Promise<ServerNode> {
    const port = wanted ?? (await freePort(0)).port;
    const url = `http://127.0.0.1:${port}`;
    const settings = testEnvironment(app.config.database.url, {
      LOG_LEVEL: 'info',
      PORT: String(port),
      PUBLIC_URL: url,
      SMTP_URL: app.config.mail.smtpUrl,
      STRIPE_API_URL: stripe.url,
      STRIPE_WEBHOOK_SECRET: app.config.stripe.webhookSecret,
      ...sameBucket(app.config),
      ...env,
    });
    const program = built ? ['--enable-source-maps', built] : ['--import', HOOK, 'server/src/main.ts'];
    const child = endsWithUs(
      spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...program], {
        cwd: PROJECT_ROOT,
        env: { PATH: process.env.PATH, SWC_NODE_PROJECT: 'server/tsconfig.json', ...settings },
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    const node = new ServerNode(url, port, child);
    await node.listening();
    return node;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Sends a signal; resolves with the exit code once it is gone (null after SIGKILL). */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.running) {
      const gone = once(this.child, 'exit');
      this.child.kill(signal);
      await gone;
    }
    return this.child.exitCode;
  }

  /** SIGSTOP, SIGCONT: it stays, and answers nothing. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  private async listening(): Promise<void> {
    const lines = createInterface({ input: this.child.stdout! });
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('A node did not start in time.')), BOOT_MS);
      this.child.once('exit', (code) => reject(new Error(`A node ended with ${code} while starting: ${JSON.stringify(this.log)}`)));
      lines.on('line', (line) => {
        keep('said', line);
        const said = read(line);
        this.log.push(said);
        if (said.msg !== 'listening') return;
        clearTimeout(late);
        resolve();
      });
    });
  }
}

function read(line: string): LogLine {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return { text: line };
  }
}
