import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './root.mjs';
import { Refusal } from './say.mjs';

/** Runs a command in silence; what it said is shown only if it fails. */
export function quietly(command, args, explanation) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: withOurBinaries() });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.once('error', (error) => reject(new Refusal(`${explanation}\n\n${error.message}`)));
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Refusal(`${beginning(said)}\n\n${explanation}`))));
  });
}

/** npm follows some errors with pages of usage. */
function beginning(said) {
  const lines = said.trim().split('\n');
  return lines.length > 40 ? [...lines.slice(0, 40), '…'].join('\n') : lines.join('\n');
}

/** npm as the one that runs us, else the one of the PATH. */
export function npm(args, explanation) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? quietly(process.execPath, [cli, ...args], explanation) : quietly('npm', args, explanation);
}

/**
 * Runs a command in our place: its terminal, its signals, its exit code. The IPC channel carries nothing: it breaks
 * when we are killed, and the command may end itself then (`process.once('disconnect', …)`).
 */
export function inOurPlace(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...withOurBinaries(), ...env },
    });
    const forward = (signal) => {
      // A terminal sends Ctrl-C to the whole foreground group: the command already has it.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

function withOurBinaries() {
  return { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}` };
}
