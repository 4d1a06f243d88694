import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { emptyState, type State } from './state.js';

export interface Store {
  state: State;
  /** Resolves once the present state is on disk; calls made meanwhile share the next write. */
  save(): Promise<void>;
}

export async function openStore(file: string | undefined): Promise<Store> {
  if (file === undefined) return { state: emptyState(), save: () => Promise.resolve() };
  const state = await load(file);
  let writing: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const save = (): Promise<void> => {
    next ??= writing
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        writing = write(file, JSON.stringify(state));
        return writing;
      });
    return next;
  };
  return { state, save };
}

async function load(file: string): Promise<State> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return emptyState();
    throw error;
  }
  const saved = JSON.parse(content) as Partial<State>;
  if (saved.version !== 1) throw new Error(`${file} was written by another version of the Stripe simulator: remove it`);
  return { ...emptyState(), ...saved };
}

/** Written aside and renamed, so that a kill in the middle leaves the last whole file. */
async function write(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const aside = `${file}.next`;
  const handle = await open(aside, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, file);
}
