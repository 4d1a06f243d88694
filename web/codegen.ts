import { createHash } from 'node:crypto';
import type { CodegenConfig } from '@graphql-codegen/cli';
import type { Types } from '@graphql-codegen/plugin-helpers';
import { type DocumentNode, Kind, type SelectionSetNode, visit } from 'graphql';

const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;

/**
 * Adds `__typename` as the client's cache would, before the hash is taken: everywhere except at the root of an
 * operation, where a subscription may select one field only.
 */
function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet(node, _key, parent): SelectionSetNode | undefined {
      const above = parent && !Array.isArray(parent) && 'kind' in parent ? parent.kind : undefined;
      const present = node.selections.some((s) => s.kind === Kind.FIELD && s.name.value === '__typename');
      if (above === Kind.OPERATION_DEFINITION || present) return undefined;
      return { ...node, selections: [...node.selections, typename] };
    },
  });
}

const documentTransforms = [
  {
    transform: ({ documents }: { documents: Types.DocumentFile[] }) =>
      documents.map((file) => (file.document ? { ...file, document: withTypenames(file.document) } : file)),
  },
];

const hashAlgorithm = (operation: string) => createHash('sha256').update(operation).digest('hex');

const shared = {
  scalars: { DateTime: 'string', Date: 'string', ID: { input: 'string', output: 'string' } },
  enumsAsTypes: true,
  useTypeImports: true,
} as const;

/**
 * Two outputs, for weight: public pages (`*.public.graphql`) carry only the hash of an operation and need no
 * GraphQL client; signed-in pages carry the parsed document that the client's cache works with.
 */
const config: CodegenConfig = {
  schema: '../schema.graphql',
  ignoreNoDocuments: true,
  generates: {
    'src/graphql/generated/public/': {
      documents: ['src/**/*.public.graphql'],
      preset: 'client',
      presetConfig: {
        fragmentMasking: false,
        persistedDocuments: { hashAlgorithm, mode: 'replaceDocumentWithHash' },
      },
      config: { ...shared, documentMode: 'string' },
      documentTransforms,
    },
    'src/graphql/generated/': {
      documents: ['src/**/*.graphql', '!src/**/*.public.graphql'],
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm } },
      config: shared,
      documentTransforms,
    },
  },
};

export default config;
