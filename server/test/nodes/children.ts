import type { ChildProcess } from 'node:child_process';

const children = new Set<ChildProcess>();

// Whoever leaves in a hurry leaves nobody behind.
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** A process that does not outlive ours, however ours ends. */
export function endsWithUs(child: ChildProcess): ChildProcess {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}
