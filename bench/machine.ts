import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';

/** As Linux counts the time of processes on every machine of today: in hundredths of a second. */
const TICK_MICROSECONDS = 10_000;

/** CPU time that a process has used so far, in the kernel and outside, in µs. */
export function cpuOf(pid: number): number {
  // The name of the program, in brackets, may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROSECONDS;
}

/** Memory that a process holds, in bytes. */
export function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024;
}

export const mostOpenFiles = (): number => Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]);

/** Servers have a core of their own; whoever measures shares the other with PostgreSQL. */
export const CORES = { servers: 0, others: 1 };

/** Holds all threads of a process to one core. False where there is no taskset, or no such core. */
export function pin(pid: number, core: number): boolean {
  try {
    execFileSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What others do here, as the load of the last minute. */
export const load = (): number => loadavg()[0] ?? 0;
