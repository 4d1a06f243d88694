import {
  __Schema,
  __Type,
  getNamedType,
  GraphQLError,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isOutputType,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type NamedTypeNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What a document that is not ours may ask for. Tokens are limited where it is parsed. */
export const LIMITS = { tokens: 2_000, depth: 12, aliases: 30, fields: 400, cost: 5_000, bytes: 20_000 };

interface Measure {
  depth: number;
  fields: number;
  aliases: number;
  cost: number;
}

interface Walk {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  total: Measure;
}

/**
 * Depth, aliases, fields and cost in one walk that follows fragments. A field costs 1; a connection multiplies what is below
 * by its page size (`first` or `last`, else its default, 50 when it comes in a variable), any other list by 10.
 * Fields are counted because GraphQL's own validation compares them in pairs: ask this rule before the others.
 */
export const limitsRule: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    const schema = context.getSchema();
    const root = schema.getRootType(node.operation);
    if (!root) return;
    const walk: Walk = { schema, fragments: fragmentsOf(context.getDocument()), total: { depth: 0, fields: 0, aliases: 0, cost: 0 } };
    measure(walk, node.selectionSet, root, 1, 1, new Set());
    const problem = problemOf(walk.total);
    if (problem)
      context.reportError(new GraphQLError(problem, { nodes: [node], extensions: { code: 'BAD_USER_INPUT', fields: { query: problem } } }));
  },
});

function problemOf(total: Measure): string | null {
  if (total.depth > LIMITS.depth) return `The query is deeper than ${LIMITS.depth} levels.`;
  if (total.aliases > LIMITS.aliases) return `The query has more than ${LIMITS.aliases} aliases.`;
  if (total.fields > LIMITS.fields) return `The query has more than ${LIMITS.fields} fields.`;
  return total.cost > LIMITS.cost ? `The query costs more than ${LIMITS.cost} points.` : null;
}

function measure(walk: Walk, set: SelectionSetNode, type: GraphQLOutputType, depth: number, factor: number, inside: Set<string>): void {
  walk.total.depth = Math.max(walk.total.depth, depth);
  for (const selection of set.selections) {
    // Once a limit is passed the walk ends: fragments that double at each level must not cost us time.
    if (problemOf(walk.total)) return;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      measure(walk, selection.selectionSet, on(walk, selection, type), depth, factor, inside);
    } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = walk.fragments.get(selection.name.value);
      // Even an empty one takes a step.
      walk.total.cost += 1;
      if (!fragment || inside.has(selection.name.value)) continue;
      measure(walk, fragment.selectionSet, on(walk, fragment, type), depth, factor, new Set(inside).add(selection.name.value));
    } else {
      measureField(walk, selection, type, depth, factor, inside);
    }
  }
}

/** A fragment narrows a union or interface to the type whose fields it names. */
function on({ schema }: Walk, { typeCondition }: { typeCondition?: NamedTypeNode }, type: GraphQLOutputType): GraphQLOutputType {
  const named = typeCondition && schema.getType(typeCondition.name.value);
  return isOutputType(named) ? named : type;
}

function measureField(walk: Walk, field: FieldNode, parent: GraphQLOutputType, depth: number, factor: number, inside: Set<string>): void {
  const { total } = walk;
  if (field.alias) total.aliases += 1;
  total.fields += 1;
  total.cost += factor;
  if (!field.selectionSet) return;
  const named = getNamedType(parent);
  const known = isObjectType(named) || isInterfaceType(named) ? named.getFields()[field.name.value] : undefined;
  // What the schema does not know is refused by the other rules: it counts as a plain object.
  const below = known?.type ?? INTROSPECTION[field.name.value] ?? parent;
  if (getNamedType(below).name.startsWith('__')) {
    if (!known) total.cost += INTROSPECTION_COST;
    measure(walk, field.selectionSet, below, depth, factor, inside);
  } else {
    measure(walk, field.selectionSet, below, depth + 1, factor * sizeOf(field, below, known), inside);
  }
}

/** Tools ask for the whole schema at once. Its own rule of GraphQL bounds how deep; here it has a price, whatever its shape. */
const INTROSPECTION: Record<string, GraphQLOutputType> = { __schema: __Schema, __type: __Type };
const INTROSPECTION_COST = 1_000;

const MAX_PAGE = 50;

function sizeOf(field: FieldNode, type: GraphQLOutputType, known: GraphQLField<unknown, unknown> | undefined): number {
  const isSize = (name: string): boolean => name === 'first' || name === 'last';
  const size = field.arguments?.find(({ name }) => isSize(name.value));
  if (size) return size.value.kind === Kind.INT ? Math.min(MAX_PAGE, Math.max(1, Number(size.value.value))) : MAX_PAGE;
  const unsaid = known?.args.find(({ name }) => isSize(name));
  if (unsaid) return typeof unsaid.defaultValue === 'number' ? unsaid.defaultValue : MAX_PAGE;
  const bare = isNonNullType(type) ? type.ofType : type;
  // The edges of a connection are already multiplied by its page size.
  return isListType(bare) && field.name.value !== 'edges' ? 10 : 1;
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
