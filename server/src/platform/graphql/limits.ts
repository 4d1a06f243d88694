import {
  __Schema,
  __Type,
  getNamedType,
  GraphQLError,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** What a document that is not ours may ask for. Tokens are limited where it is parsed. */
export const LIMITS = { tokens: 2_000, depth: 12, aliases: 30, cost: 5_000, bytes: 20_000 };

interface Measure {
  depth: number;
  aliases: number;
  cost: number;
}

/**
 * Depth, aliases and cost in one walk that follows fragments. A field costs 1; a connection multiplies what is below by
 * its page size (`first` or `last`, 50 when it comes in a variable), any other list by 10.
 */
export const limitsRule: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    const root = { query: context.getSchema().getQueryType(), mutation: context.getSchema().getMutationType(), subscription: context.getSchema().getSubscriptionType() }[node.operation];
    if (!root) return;
    const total: Measure = { depth: 0, aliases: 0, cost: 0 };
    const fragments = fragmentsOf(context.getDocument());
    measure(node.selectionSet, root, 1, 1, total, fragments, new Set());
    const problem = problemOf(total);
    if (problem) context.reportError(new GraphQLError(problem, { nodes: [node], extensions: { code: 'BAD_USER_INPUT', fields: { query: problem } } }));
  },
});

function problemOf(total: Measure): string | null {
  if (total.depth > LIMITS.depth) return `The query is deeper than ${LIMITS.depth} levels.`;
  if (total.aliases > LIMITS.aliases) return `The query has more than ${LIMITS.aliases} aliases.`;
  return total.cost > LIMITS.cost ? `The query costs more than ${LIMITS.cost} points.` : null;
}

function measure(
  set: SelectionSetNode,
  type: GraphQLOutputType,
  depth: number,
  factor: number,
  total: Measure,
  fragments: Map<string, FragmentDefinitionNode>,
  inside: Set<string>,
): void {
  // Once a limit is passed the walk ends: fragments that double at each level must not cost us time.
  if (problemOf(total)) return;
  total.depth = Math.max(total.depth, depth);
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      measure(selection.selectionSet, type, depth, factor, total, fragments, inside);
    } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = fragments.get(selection.name.value);
      if (!fragment || inside.has(selection.name.value)) continue;
      measure(fragment.selectionSet, type, depth, factor, total, fragments, new Set(inside).add(selection.name.value));
    } else {
      measureField(selection, type, depth, factor, total, fragments, inside);
    }
  }
}

function measureField(
  field: FieldNode,
  parent: GraphQLOutputType,
  depth: number,
  factor: number,
  total: Measure,
  fragments: Map<string, FragmentDefinitionNode>,
  inside: Set<string>,
): void {
  if (field.alias) total.aliases += 1;
  total.cost += factor;
  if (!field.selectionSet) return;
  const named = getNamedType(parent);
  const known = isObjectType(named) || isInterfaceType(named) ? named.getFields()[field.name.value] : undefined;
  // Below a union the field's type is not known here: it counts as a plain object.
  const below = known?.type ?? INTROSPECTION[field.name.value] ?? parent;
  if (getNamedType(below).name.startsWith('__')) {
    if (!known) total.cost += INTROSPECTION_COST;
    measure(field.selectionSet, below, depth, factor, total, fragments, inside);
  } else {
    measure(field.selectionSet, below, depth + 1, factor * sizeOf(field, below), total, fragments, inside);
  }
}

/** Tools ask for the whole schema at once. Its own rule of GraphQL bounds how deep; here it has a price, whatever its shape. */
const INTROSPECTION: Record<string, GraphQLOutputType> = { __schema: __Schema, __type: __Type };
const INTROSPECTION_COST = 1_000;

function sizeOf(field: FieldNode, type: GraphQLOutputType): number {
  const size = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last');
  if (size) return size.value.kind === Kind.INT ? Math.min(50, Math.max(1, Number(size.value.value))) : 50;
  const bare = isNonNullType(type) ? type.ofType : type;
  // The edges of a connection are already multiplied by its page size.
  return isListType(bare) && field.name.value !== 'edges' ? 10 : 1;
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}
