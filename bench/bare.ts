import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CORES, pin } from './machine.js';
import type { Stage } from './stage.js';

/** What we are held against: the barest server that does the same, in a process of its own on the same core. */
export interface Bare {
  pid: number;
  port: number;
}

/** Starts a program beside this file; it gets `setup` as a message and answers with its port. */
export async function startBare(stage: Stage, file: string, setup: object, nodeOptions = ''): Promise<Bare> {
  const { app } = await stage.house();
  const child = fork(join(import.meta.dirname, file), { env: { ...process.env, NODE_OPTIONS: nodeOptions } });
  stage.atTheEnd(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  child.send({ databaseUrl: app.config.database.url, pool: app.config.database.pool, ...setup });
  const [port] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended.`))),
  ])) as [number];
  pin(child.pid ?? 0, CORES.servers);
  return { pid: child.pid ?? 0, port };
}

/** The other end of `startBare`. */
export async function setupOf<Setup>(): Promise<Setup & { databaseUrl: string; pool: number }> {
  const [setup] = (await once(process, 'message')) as [Setup & { databaseUrl: string; pool: number }];
  process.once('disconnect', () => process.exit(0));
  return setup;
}
