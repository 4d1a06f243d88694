import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, GraphQLEnumType } from 'graphql';
import { ApiError, codeOf, errorCodes, fieldsOf, NetworkError } from './errors';

const refusal = (extensions: Record<string, unknown>) => new ApiError([{ message: 'No.', extensions }]);

it('knows every code of the contract, and has words for each', () => {
  const schema = buildSchema(readFileSync(join(process.cwd(), 'schema.graphql'), 'utf8'), { assumeValidSDL: true });
  const codes = schema.getType('ErrorCode');
  expect(codes).toBeInstanceOf(GraphQLEnumType);
  const names = (codes as GraphQLEnumType).getValues().map((value) => value.name);
  expect([...errorCodes].sort()).toEqual(names.sort());
  const french = JSON.parse(readFileSync(join(process.cwd(), 'web/src/i18n/messages.fr.json'), 'utf8')) as { errors: object };
  expect(Object.keys(french.errors)).toEqual(expect.arrayContaining([...names, 'NETWORK']));
});

it('reads the code from our own errors and from those of the GraphQL client', () => {
  expect(codeOf(refusal({ code: 'CONFLICT' }))).toBe('CONFLICT');
  expect(codeOf({ errors: [{ message: '', extensions: { code: 'NOT_FOUND' } }] })).toBe('NOT_FOUND');
  expect(codeOf(refusal({ code: 'SOMETHING_ELSE' }))).toBeUndefined();
  expect(codeOf(new Error('wrapped', { cause: new NetworkError('gone') }))).toBe('NETWORK');
  expect(codeOf('text')).toBeUndefined();
});

it('names the fields as the form does', () => {
  expect(fieldsOf(refusal({ fields: { 'input.email': 'Not an address.', text: 'Too long.', odd: 3 } }))).toEqual({
    email: 'Not an address.',
    text: 'Too long.',
  });
});
