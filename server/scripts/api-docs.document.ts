import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { LIMITS } from '../src/platform/graphql/limits.js';
import { PROJECT_ROOT } from '../src/platform/project-root.js';
import { Reference } from './api-docs.reference.js';

export const API_DOCS = join(PROJECT_ROOT, 'docs/api.md');
export const EXAMPLES = join(PROJECT_ROOT, 'docs/examples');

/** `docs/api.md`: the guide of `docs/examples/` with its programs in place, then the reference from the schema itself. */
export async function apiDocs(schema: GraphQLSchema): Promise<string> {
  const reference = new Reference(schema);
  const guide = guideInPlace();
  const chapters = [...guide.matchAll(/^## (.+)$/gm)].map(([, title = '']) => `- [${title}](#${title.toLowerCase().replaceAll(' ', '-')})`);
  const text = `
# The API

<!-- Written by \`npm run api-docs\` from docs/examples/ and the descriptions of the schema. Change those. -->

How to use it, by programs that run (they are in [\`docs/examples\`](examples/README.md)), then everything there is.

${chapters.join('\n')}
- [Reference](#reference)
${reference.contents()}

${guide}

## Reference

Under each field stands who may use it, and how often. A document that is not one of our site’s has at most
${number(LIMITS.bytes)} characters, ${number(LIMITS.tokens)} tokens, ${LIMITS.depth} levels, ${LIMITS.aliases} aliases, ${LIMITS.fields} fields
and ${number(LIMITS.cost)} points: a field costs one, times the size of every list around it.

${reference.chapters()}
`;
  return format(text, { ...(await resolveConfig(API_DOCS)), parser: 'markdown' });
}

const number = (value: number): string => value.toLocaleString('en');

/** The chapters of the guide. A line that is only a link to a program is followed by the program; links start at docs/. */
function guideInPlace(): string {
  const guide = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
  return guide
    .slice(guide.indexOf('\n## ') + 1)
    .replace(
      /^\[`(.+\.mjs)`\]\(\1\)$/gm,
      (link, file: string) => `${link}\n\n\`\`\`js\n${readFileSync(join(EXAMPLES, file), 'utf8')}\`\`\``,
    )
    .replaceAll('](../api.md#', '](#')
    .replace(/\]\(([^()#:]+\.mjs)\)/g, '](examples/$1)')
    .replaceAll('](../', '](');
}
