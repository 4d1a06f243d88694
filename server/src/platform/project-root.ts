import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of schema.graphql, from the sources and from the build alike. */
export const PROJECT_ROOT = find(dirname(fileURLToPath(import.meta.url)));

function find(folder: string): string {
  if (existsSync(join(folder, 'schema.graphql'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('schema.graphql is nowhere above the server.');
  return find(parent);
}
