import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const FAST_MS = 20_000;
const IMMEDIATE_MS = 5_000;

/**
 * Ends the PostgreSQL a previous start left in this cluster, because it is still stopping or because its watcher
 * was killed too. Call it under the lock of the data folder: nobody living owns that server.
 */
export async function stopLeftover(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  const pid = await firstNumber(pidFile);
  if (pid === null || !isAlive(pid)) return;
  if (!(await isPostmaster(pid, cluster))) {
    // The number now belongs to a stranger (or a zombie), and PostgreSQL would refuse to start because of it.
    await rm(pidFile, { force: true });
    return;
  }
  if (await endsAfter('SIGINT', FAST_MS, pid, cluster)) return;
  if (await endsAfter('SIGQUIT', IMMEDIATE_MS, pid, cluster)) return;
  throw new Error(`A PostgreSQL of a previous start (process ${pid}) does not stop: end it by hand.`);
}

async function endsAfter(signal: NodeJS.Signals, patience: number, pid: number, cluster: string): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return true;
  }
  for (let waited = 0; waited < patience; waited += 50) {
    if (!(await isPostmaster(pid, cluster))) return true;
    await wait(50);
  }
  return false;
}

async function firstNumber(file: string): Promise<number | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const number = Number.parseInt(text, 10);
  return number > 0 ? number : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  return (await commandLine(pid)).includes(cluster);
}

async function commandLine(pid: number): Promise<string> {
  // Slim Linux images have no ps, macOS has no /proc.
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const asked = promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
  return asked.then(
    ({ stdout }) => stdout,
    () => '',
  );
}
