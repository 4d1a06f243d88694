import { buildSchema, parse, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LogLines } from '../../../test/log-lines.js';
import { testLogger } from '../../../test/log/logger.js';
import { Metrics } from '../metrics/metrics.js';
import { createContext, type RequestInfo } from './context.js';
import type { Prepared } from './documents.js';
import { ErrorsAtTheEdge } from './errors-at-the-edge.js';
import { Executor } from './executor.js';

const schema: GraphQLSchema = buildSchema(`
  enum Kind { KNOWN }
  interface Thing { name: String }
  type Chair implements Thing { name: String }
  type Query { never: Int!, kind: Kind, huge: Int, list: [Int!], thing: Thing, text: String, thrown: Chair, asked(n: Int!): Int }
`);
const fields = schema.getQueryType()?.getFields() ?? {};
const answers: Record<string, () => unknown> = {
  never: () => null,
  kind: () => 'SECRET',
  huge: () => 5_000_000_000,
  list: () => 'SECRET',
  thing: () => ({ name: 'SECRET' }),
  text: () => ({ secret: 'SECRET' }),
  thrown: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- a resolver may do worse than we do
    throw 'SECRET';
  },
};
for (const [name, resolve] of Object.entries(answers)) Object.assign(fields[name] ?? {}, { resolve });

const log = new LogLines();
const logger = testLogger('error', log);
const executor = new Executor(schema, logger, new ErrorsAtTheEdge(logger, new Metrics()), { hideSuggestions: false });
const context = createContext(null, null, () => Promise.resolve(null), { id: 'the-request' } as RequestInfo);

function prepared(text: string, isCompiled: boolean): Prepared {
  const document = parse(text);
  const compiled = isCompiled ? compileQuery(schema, document) : null;
  const operation = document.definitions[0] as Prepared['operation'];
  return { document, operation, label: 'test', compiled: compiled && isCompiledQuery(compiled) ? compiled : null };
}

describe.each([
  ['graphql-js', false],
  ['graphql-jit', true],
])('an answer of ours that does not fit the schema, with %s', (_name, isCompiled) => {
  it.each(['{ never }', '{ kind }', '{ huge }', '{ list }', '{ thing { name } }', '{ text }', '{ thrown { name } }'])(
    'is a fault of ours and shows nothing of it: %s',
    async (text) => {
      log.take();
      const { errors } = await executor.run(prepared(text, isCompiled), {}, context);
      expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', requestId: 'the-request' });
      expect(JSON.stringify(errors)).not.toMatch(/SECRET|5000000000|cannot/);
      expect(log.take()).toMatchObject([{ requestId: 'the-request', msg: 'an operation failed' }]);
    },
  );

  it('a missing variable is the caller’s', async () => {
    const { errors } = await executor.run(prepared('query ($n: Int!) { asked(n: $n) }', isCompiled), {}, context);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { n: expect.any(String) as string } });
    const late = await executor.run(prepared('query ($n: Int) { asked(n: $n) }', isCompiled), {}, context);
    expect(late.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});
