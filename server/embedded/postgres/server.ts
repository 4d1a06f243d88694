import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import type { WatchPlan } from './watcher.js';

export interface RunningServer {
  stop(): Promise<void>;
}

/** PostgreSQL ended before it was ready; the message holds its last words. */
export class StartFailure extends Error {}

const PATIENCE_MS = 60_000;
const READY = 'database system is ready to accept connections';

/** Starts PostgreSQL under its watcher; resolves when it accepts connections. */
export async function startServer(plan: WatchPlan, onLog?: (line: string) => void): Promise<RunningServer> {
  const here = fileURLToPath(import.meta.url);
  const watcherFile = join(here, '..', `watcher${extname(here)}`);
  const watcher = spawn(process.execPath, [watcherFile, JSON.stringify(plan)], {
    detached: true,
    cwd: '/',
    env: {},
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // Writing to a watcher that died is reported by its exit.
  watcher.stdin.on('error', () => undefined);

  await ready(watcher, onLog);
  leaveAlone(watcher);
  let stopped: Promise<void> | undefined;
  return { stop: () => (stopped ??= stopWatcher(watcher)) };
}

type Watcher = ChildProcessByStdio<Writable, Readable, null>;

function ready(watcher: Watcher, onLog?: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const last: string[] = [];
    const timer = setTimeout(() => {
      watcher.stdin.end();
      reject(new StartFailure(`PostgreSQL is not ready after ${PATIENCE_MS / 1000} s:\n${last.join('\n')}`));
    }, PATIENCE_MS);
    createInterface(watcher.stdout).on('line', (line) => {
      onLog?.(line);
      if (last.push(line) > 20) last.shift();
      if (!line.includes(READY)) return;
      clearTimeout(timer);
      resolve();
    });
    watcher.once('error', reject);
    watcher.once('close', (code) => {
      clearTimeout(timer);
      reject(new StartFailure(`PostgreSQL did not start (code ${code}):\n${last.join('\n')}`));
    });
  });
}

/** A database nobody asked to stop must not keep a finished program alive. */
function leaveAlone(watcher: Watcher): void {
  watcher.unref();
  // Node types them as plain streams; they are sockets.
  for (const stream of [watcher.stdin, watcher.stdout]) (stream as unknown as Socket).unref();
}

async function stopWatcher(watcher: Watcher): Promise<void> {
  if (watcher.exitCode !== null || watcher.signalCode !== null) return;
  watcher.ref();
  const gone = once(watcher, 'exit');
  watcher.stdin.end();
  await gone;
}
