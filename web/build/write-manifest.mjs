// Joins the hashes of both code generations into documents/<version>.json, the list of operations the server trusts.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const read = (path) => {
  try {
    return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
};
const { version } = read('../package.json');
const documents = {
  ...read('../src/graphql/generated/public/persisted-documents.json'),
  ...read('../src/graphql/generated/persisted-documents.json'),
};
// Sorted by text, so that a changed operation is a readable diff.
const sorted = Object.fromEntries(Object.entries(documents).sort(([, a], [, b]) => (a < b ? -1 : 1)));
mkdirSync(new URL('../documents/', import.meta.url), { recursive: true });
writeFileSync(new URL(`../documents/${version}.json`, import.meta.url), `${JSON.stringify(sorted, null, 2)}\n`);
