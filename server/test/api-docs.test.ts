import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  extendSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { API_DOCS, apiDocs, EXAMPLES } from '../scripts/api-docs.document.js';
import { Reference } from '../scripts/api-docs.reference.js';
import { rightsInWords } from '../scripts/api-docs.words.js';
import { describedSchema } from '../src/described-schema.js';
import { readRights } from '../src/platform/graphql/guards.js';

let schema: GraphQLSchema;
beforeAll(async () => (schema = await describedSchema()));

describe('docs/api.md', () => {
  const text = readFileSync(API_DOCS, 'utf8');

  it('is what the schema and the examples say (npm run api-docs writes it)', async () => {
    expect(text).toBe(await apiDocs(schema));
  });

  it('shows every example once, and no code that is not one', () => {
    const blocks = [...text.matchAll(/^```\w*\n([^]*?)^```$/gm)].map(([, code]) => code);
    const programs = readdirSync(EXAMPLES).filter((file) => file.endsWith('.mjs'));
    expect(blocks.sort()).toEqual(programs.map((file) => readFileSync(join(EXAMPLES, file), 'utf8')).sort());
  });

  it('is not written while something has no chapter, or a chapter names what is gone', () => {
    const grown = extendSchema(schema, parse('extend type Query { forgotten: Int } enum Unplaced { A }'));
    expect(() => new Reference(grown)).toThrow('forgotten has no place');
    expect(() => new Reference(extendSchema(schema, parse('enum Unplaced { A }')))).toThrow('Unplaced has no place');
  });
});

test.each([
  ['Query', 'plans', 'Anyone, signed in or not.'],
  ['Query', 'me', 'Whoever is signed in.'],
  ['Query', 'men', 'Women with an active membership.'],
  ['Query', 'man', 'Women with an active membership or an open conversation with him.'],
  ['Mutation', 'sendMessage', 'Men and women; women need an active membership.'],
  ['Mutation', 'decide', 'Moderators and admins.'],
  ['Mutation', 'createPost', 'Men. At most 20 an hour for each account.'],
  [
    'Mutation',
    'requestPasswordReset',
    'Anyone, signed in or not. At most 5 an hour for each e-mail address, 10 a day for each e-mail address, and 20 an hour for each network address.',
  ],
])('the rights of %s.%s in words', (typeName, name, words) => {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  expect(field && rightsInWords(readRights(schema, field))).toBe(words);
});

it('everything in the contract says what it is', () => {
  const silent: string[] = [];
  const look = (name: string, { description }: { description?: string | null }): void => {
    if (!description) silent.push(name);
  };
  const roots = ['Query', 'Mutation', 'Subscription'];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    if (!roots.includes(type.name)) look(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values<GraphQLField<unknown, unknown> | GraphQLInputField>(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      // Of an argument called `input` its type says everything.
      const args = 'args' in field ? field.args.filter(({ name }) => name !== 'input') : [];
      for (const arg of args) look(`${type.name}.${field.name}(${arg.name})`, arg);
    }
  }
  expect(silent).toEqual([]);
});
