/**
 * Runs PostgreSQL in a session of its own, so that Ctrl-C in a terminal reaches the app and not the database under it,
 * and stops it when the app is gone: however the app ends, `kill -9` included, the kernel closes the pipe to us.
 * Node runs this file by itself, without our TypeScript loader: only types that can be erased, no import of ours.
 */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

export interface WatchPlan {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  uid?: number;
  gid?: number;
  logFile: string;
}

const FAST_MS = 20_000;
const IMMEDIATE_MS = 5_000;

const { command, args, logFile, ...options } = JSON.parse(process.argv[2] ?? '{}') as WatchPlan;
const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
const server = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  server.kill('SIGINT');
  setTimeout(() => server.kill('SIGQUIT'), FAST_MS);
  setTimeout(() => server.kill('SIGKILL'), FAST_MS + IMMEDIATE_MS);
}

function end(code: number): void {
  log.end(() => process.exit(code));
}

// A log that cannot be written (disk full, app gone) must not stop us from stopping the server.
log.on('error', () => undefined);
process.stdout.on('error', () => undefined);

server.stderr.on('data', (chunk: Buffer) => {
  log.write(chunk);
  process.stdout.write(chunk);
});
server.once('error', (error) => {
  process.stdout.write(`FATAL:  ${error.message}\n`);
  end(1);
});
server.once('close', (code) => end(code ?? 1));

process.stdin.on('error', stop).on('end', stop).on('close', stop).resume();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
