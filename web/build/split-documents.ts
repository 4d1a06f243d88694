import type { Plugin } from 'vite';

const GENERATED = /\/src\/graphql\/generated\/graphql\.ts$/;
const DOCUMENT = /^export const (\w+) = (\{.*\}) as unknown as .+;$/gm;
const PREFIX = '\0operation:';

/** Makes a module of each operation in the one generated file, so that a page loads the operations it sends and no others. */
export function splitDocuments(): Plugin {
  const trees = new Map<string, string>();
  return {
    name: 'split-documents',
    enforce: 'pre',
    apply: 'build',
    resolveId: (id) => (id.startsWith(PREFIX) ? { id, moduleSideEffects: false } : null),
    load: (id) => (id.startsWith(PREFIX) ? `export default ${trees.get(id.slice(PREFIX.length)) ?? ''};` : null),
    transform: {
      filter: { id: GENERATED },
      handler: (code) => ({
        code: code.replace(DOCUMENT, (_line, name: string, tree: string) => {
          trees.set(name, tree);
          return `export { default as ${name} } from '${PREFIX}${name}';`;
        }),
        map: null,
        moduleSideEffects: false,
      }),
    },
  };
}
