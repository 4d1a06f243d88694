import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describedSchema } from './described-schema.js';
import { printContract } from './platform/graphql/schema.js';
import { PROJECT_ROOT } from './platform/project-root.js';

/** `npm run schema` writes schema.graphql; with `--check` it only fails when the file is stale. */
const contract = printContract(await describedSchema());
const file = join(PROJECT_ROOT, 'schema.graphql');
if (!process.argv.includes('--check')) writeFileSync(file, contract);
else if (readFileSync(file, 'utf8') !== contract) {
  process.stderr.write('schema.graphql is stale: run npm run schema and review the difference.\n');
  process.exitCode = 1;
}
