import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../server/src/platform/project-root.js';

const folder = join(PROJECT_ROOT, 'web/documents');
const newest = readdirSync(folder).sort().at(-1) ?? '';
const documents = Object.entries(JSON.parse(readFileSync(join(folder, newest), 'utf8')) as Record<string, string>);
const hashes = new Map<string, string>();

/** An operation as our site sends it. */
export function trusted(operation: string, variables: object) {
  return { variables, extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(operation) } } };
}

function hashOf(operation: string): string {
  const known = hashes.get(operation);
  if (known !== undefined) return known;
  const found = documents.find(([, text]) => new RegExp(`(query|mutation|subscription) ${operation}\\b`).test(text))?.[0];
  if (found === undefined) throw new Error(`The site has no operation ${operation}.`);
  hashes.set(operation, found);
  return found;
}
