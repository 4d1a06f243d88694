import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';

/** One place in the arguments of a root field where a caller puts a value. */
export interface Slot {
  /** Where it stands in the variables, e.g. ["input", "email"]. */
  path: string[];
  /** How an error names it: the path inside the input object. */
  name: string;
  type: string;
  required: boolean;
  list: boolean;
}

export function slotsOf(field: GraphQLField<unknown, unknown>): Slot[] {
  return field.args.flatMap((arg) => inside([arg.name], arg.type, arg.defaultValue !== undefined));
}

function inside(path: string[], type: GraphQLInputType, hasDefault: boolean): Slot[] {
  const named = getNamedType(type);
  if (isInputObjectType(named))
    return Object.values(named.getFields()).flatMap((field) => inside([...path, field.name], field.type, field.defaultValue !== undefined));
  const name = path.length > 1 ? path.slice(1).join('.') : path.join('.');
  return [{ path, name, type: named.name, required: isNonNullType(type) && !hasDefault, list: isListType(getNullableType(type)) }];
}

/** `mutation ($input: PostInput!) { createPost(input: $input) { __typename } }` */
export function documentFor(operation: string, field: GraphQLField<unknown, unknown>): string {
  const declared = field.args.map(({ name, type }) => `$${name}: ${type.toString()}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const leaf = 'getFields' in getNamedType(field.type) || 'getTypes' in getNamedType(field.type) ? ' { __typename }' : '';
  return `${operation} ${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`}${leaf} }`;
}

/** The variables with another value at this place; `undefined` leaves it out. */
export function withValue(variables: object, [head = '', ...rest]: string[], value: unknown): Record<string, unknown> {
  const { [head]: former, ...others } = variables as Record<string, unknown>;
  const inner = rest.length > 0 ? withValue(former ?? {}, rest, value) : value;
  return inner === undefined ? others : { ...others, [head]: inner };
}

/** What people and programs send that is not what was meant. */
export const BAD: Record<string, unknown> = {
  'left out': undefined,
  oversized: 'x'.repeat(20_000),
  'an object': { a: 1 },
  'a list of lists': [['x']],
  'a script': '<script>alert(1)</script>',
  emoji: '💘🔥👩‍❤️‍👨',
  'right to left': 'שלום مرحبا',
  'overridden direction': 'photo\u202egpj.exe',
  'a NUL': 'Bon\u0000jour',
  'a lone surrogate': 'Bon\ud83djour',
};

/** What a text of a person may be: kept as it is. A password may be anything; it is never stored. */
export const WELCOME: Record<string, string[]> = {
  text: ['a script', 'emoji', 'right to left'],
  name: ['right to left'],
  label: ['emoji', 'right to left'],
  secret: ['a script', 'emoji', 'right to left', 'overridden direction', 'a NUL', 'a lone surrogate'],
};

export const FREE: Record<string, keyof typeof WELCOME> = {
  bio: 'text',
  text: 'text',
  words: 'text',
  opening: 'text',
  note: 'text',
  facts: 'text',
  answer: 'text',
  alt: 'text',
  caption: 'text',
  username: 'name',
  tags: 'label',
  password: 'secret',
};
