import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../embedded/ports.js';
import { endsWithUs } from './children.js';

/** A Redis of our own on loopback, which keeps nothing. */
export class TestRedis {
  private child: ChildProcess | null = null;

  private constructor(
    private readonly program: string,
    readonly port: number,
    private readonly dir: string,
  ) {}

  static async boot(): Promise<TestRedis> {
    const program = process.env.REDIS_SERVER;
    if (!program) throw new Error('REDIS_SERVER names no program: run this by its npm script.');
    const redis = new TestRedis(program, (await freePort(0)).port, mkdtempSync(join(tmpdir(), 'premier-pas-redis-')));
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const settings = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', this.dir];
    const child = endsWithUs(spawn(this.program, settings, { stdio: ['ignore', 'pipe', 'inherit'] }));
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject).once('exit', (code) => reject(new Error(`Redis ended with ${code} while starting.`)));
      child.stdout?.on('data', (chunk: Buffer) => /ready to accept connections/i.test(chunk.toString()) && resolve());
    });
  }

  /** Ends it without a word to anybody. */
  async kill(): Promise<void> {
    if (this.child?.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
