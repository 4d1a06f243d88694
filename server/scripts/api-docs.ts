import { readFileSync, writeFileSync } from 'node:fs';
import { describedSchema } from '../src/described-schema.js';
import { API_DOCS, apiDocs } from './api-docs.document.js';

/** `npm run api-docs` writes docs/api.md; with `--check` it only fails when the file is stale. */
const text = await apiDocs(await describedSchema());
if (!process.argv.includes('--check')) writeFileSync(API_DOCS, text);
else if (readFileSync(API_DOCS, 'utf8') !== text) {
  process.stderr.write('docs/api.md is stale: run npm run api-docs and review the difference.\n');
  process.exitCode = 1;
}
