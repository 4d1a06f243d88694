import pg from 'pg';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/platform/project-root.js';

/** The statements the house makes meanwhile, but for those that something batched or remembered may or may not make. */
export async function statementsOf(work: () => Promise<unknown>, notCounted: RegExp): Promise<string[]> {
  const { prototype } = pg.Client as unknown as { prototype: { query: (...args: unknown[]) => unknown } };
  const query = prototype.query;
  const texts: string[] = [];
  prototype.query = function (this: { connectionParameters: { application_name?: string } }, ...args) {
    // The job queue has connections of its own.
    if (this.connectionParameters.application_name === 'premier-pas')
      texts.push(typeof args[0] === 'string' ? args[0] : ((args[0] as { text?: string } | undefined)?.text ?? ''));
    return query.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = query;
  }
  return texts.filter((text) => !notCounted.test(text));
}

/** The hash of an operation of our own site, by its name, in the newest release. */
export function hashOf(operation: string): string {
  const folder = join(PROJECT_ROOT, 'web/documents');
  const newest = readdirSync(folder).sort().at(-1) ?? '';
  const documents = JSON.parse(readFileSync(join(folder, newest), 'utf8')) as Record<string, string>;
  const found = Object.entries(documents).find(([, text]) => new RegExp(`(query|mutation) ${operation}\\b`).test(text));
  if (!found) throw new Error(`No operation ${operation} in ${newest}.`);
  return found[0];
}
