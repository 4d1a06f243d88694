import type { Plugin } from 'vite';

const GENERATED = /\/src\/graphql\/generated\/graphql\.ts$/;
const DOCUMENT = /^export const (\w+) = (\{.*\}) as unknown as .+;$/gm;
const OPERATION = '\0operation:';
const FRAGMENT = '\0fragment:';

interface Definition {
  kind: string;
  name: { value: string };
}
interface Tree {
  definitions: Definition[];
}

/**
 * Makes a module of each operation in the one generated file, so that a page loads the operations it sends and no others;
 * and of each fragment, so that the operations which share it do not each carry it.
 */
export function splitDocuments(): Plugin {
  const modules = new Map<string, string>();

  /** The source of one document. Its fragments become modules, and names here. */
  function sourceOf({ definitions, ...rest }: Tree): string {
    const fragments = definitions.filter(({ kind }) => kind === 'FragmentDefinition');
    const names = new Map(fragments.map((definition, index) => [definition, `f${index}`]));
    for (const fragment of fragments) modules.set(FRAGMENT + fragment.name.value, `export default ${JSON.stringify(fragment)};`);
    const imports = fragments.map((fragment) => `import ${names.get(fragment)} from '${FRAGMENT}${fragment.name.value}';`);
    const written = definitions.map((definition) => names.get(definition) ?? JSON.stringify(definition));
    return `${imports.join('')}export default ${JSON.stringify(rest).slice(0, -1)},"definitions":[${written.join()}]};`;
  }

  return {
    name: 'split-documents',
    enforce: 'pre',
    apply: 'build',
    resolveId: (id) => (id.startsWith(OPERATION) || id.startsWith(FRAGMENT) ? { id, moduleSideEffects: false } : null),
    load: (id) => modules.get(id) ?? null,
    transform: {
      filter: { id: GENERATED },
      handler: (code) => ({
        code: code.replace(DOCUMENT, (_line, name: string, tree: string) => {
          modules.set(OPERATION + name, sourceOf(JSON.parse(tree) as Tree));
          return `export { default as ${name} } from '${OPERATION}${name}';`;
        }),
        map: null,
        moduleSideEffects: false,
      }),
    },
  };
}
