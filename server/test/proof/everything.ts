import {
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

const DEEPEST = 6;

const needsArguments = ({ args }: GraphQLField<unknown, unknown>): boolean =>
  args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);

/** Every field of this type that can be asked for without arguments, and of what hangs below it. */
export function selectionOf(
  schema: GraphQLSchema,
  output: GraphQLOutputType,
  path: string[] = [],
  siblings: readonly GraphQLObjectType[] = [],
): string {
  const type = getNamedType(output);
  if (isLeafType(type)) return '';
  // Around in a circle (a man, his conversation, its man) once is enough.
  if (path.length >= DEEPEST || path.filter((name) => name === type.name).length > 1) return '{ __typename }';
  const inside = [...path, type.name];
  if (isUnionType(type) || isInterfaceType(type)) {
    const possible = schema.getPossibleTypes(type);
    const kinds = possible.map((kind) => `... on ${kind.name} ${selectionOf(schema, kind, inside, possible)}`);
    return `{ __typename ${kinds.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).filter((field) => !needsArguments(field));
  return `{ __typename ${fields.map((field) => `${aliasOf(field, type, siblings)}${field.name}${pageOf(field)} ${selectionOf(schema, field.type, inside)}`).join(' ')} }`;
}

/** A small page of a list: whole ones in each other cost more than a query may. */
export const pageOf = ({ args }: GraphQLField<unknown, unknown>): string => (args.some(({ name }) => name === 'first') ? '(first: 4)' : '');

/** Fields of one name in two members of a union may have two types: then each gets a name of its own. */
function aliasOf(field: GraphQLField<unknown, unknown>, type: GraphQLObjectType, siblings: readonly GraphQLObjectType[]): string {
  const types = siblings.map((sibling) => sibling.getFields()[field.name]?.type.toString() ?? field.type.toString());
  return new Set([...types, field.type.toString()]).size > 1 ? `${type.name}_${field.name}: ` : '';
}
