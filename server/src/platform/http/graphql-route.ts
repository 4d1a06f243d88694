import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError, type GraphQLSchema, type ValidationRule } from 'graphql';
import { badInput } from '../errors.js';
import type { Context } from '../graphql/context.js';
import { InvalidDocument, type Documents, type OperationRequest } from '../graphql/documents.js';
import type { ErrorsAtTheEdge } from '../graphql/errors-at-the-edge.js';
import { LIMITS } from '../graphql/limits.js';
import { newId } from '../ids.js';
import type { Logger } from '../logger.js';
import type { Operations } from '../metrics/operations.js';
import { NEEDS_SOCKET, type Trusted } from './trusted.js';

export interface GraphqlRoute {
  schema: GraphQLSchema;
  documents: Documents;
  trusted: Trusted;
  errors: ErrorsAtTheEdge;
  operations: Operations;
  introspection: boolean;
  contextOf: (request: IncomingMessage, setCookie: (cookie: string) => void) => Promise<Context>;
  log: Logger;
}

/**
 * POST /graphql. A trusted document (our own clients) runs compiled, right here; everything else goes through Apollo
 * Server with the same schema, the same validation and the same error format.
 */
export async function graphqlRoute(app: FastifyInstance, parts: GraphqlRoute): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema: parts.schema,
    introspection: parts.introspection,
    hideSchemaDetailsFromClientErrors: !parts.introspection,
    // `documents` has validated before; what is asked again here is GraphQL's own.
    validationRules: [subscriptionsNeedASocket],
    parseOptions: { maxTokens: LIMITS.tokens },
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    formatError: (formatted, error) => {
      const shown = parts.errors.format(error ?? formatted, newId());
      return parts.introspection ? shown : withoutSuggestions(shown);
    },
    logger: parts.log,
    plugins: [toldAtDebug(parts.log)],
  });
  await apollo.start();
  const contextOf = (request: FastifyRequest, reply: FastifyReply): Promise<Context> =>
    parts.contextOf(request.raw, (cookie) => reply.header('set-cookie', cookie));
  const viaApollo = fastifyApolloHandler(apollo, { context: contextOf });

  // A URL is logged and cached along the way: operations travel in bodies only.
  app.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: (_request, reply) =>
      reply
        .code(405)
        .header('allow', 'POST')
        .send({ errors: [parts.errors.format(badInput({ method: 'POST only.' }), '')] }),
  });
  app.post('/graphql', { bodyLimit: 64 * 1_024 }, async function (request, reply) {
    const since = performance.now();
    const body = (request.body ?? {}) as OperationRequest;
    reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store');
    if (parts.trusted.knows(body)) {
      const { status, text } = await parts.trusted.answer(body, () => contextOf(request, reply));
      return reply.code(status).send(text);
    }
    try {
      const prepared = parts.documents.prepare(body);
      try {
        return await (viaApollo as Handler).call(this, request, reply);
      } finally {
        parts.operations.done(prepared.label, 'http', since);
      }
    } catch (err) {
      const problems = err instanceof InvalidDocument ? err.errors : [err];
      const errors = problems.map((problem) => parts.errors.format(problem, request.id));
      return reply.code(errors.some(({ extensions }) => extensions?.code === 'INTERNAL') ? 500 : 400).send({ errors });
    }
  });
  return apollo;
}

/** The line that the executor writes of everything that does not pass here; a stranger's words do not name it. */
const toldAtDebug = (log: Logger): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => {
    const started = performance.now();
    return {
      willSendResponse: async ({ contextValue, response: { body } }) => {
        if (!log.isLevelEnabled('debug') || body.kind !== 'single') return;
        const codes = body.singleResult.errors?.map(({ extensions }) => extensions?.code);
        log.debug(
          { requestId: contextValue.request.id, operation: 'other', ms: Math.round(performance.now() - started), codes },
          'operation',
        );
      },
    };
  },
});

/** Apollo executes with graphql-js’ suggestions (`Did you mean "…"?`), which would spell our schema to whoever guesses. */
function withoutSuggestions(error: GraphQLFormattedError): GraphQLFormattedError {
  return JSON.parse(
    JSON.stringify(error, (_key, value: unknown) => (typeof value === 'string' ? value.replace(/ ?Did you mean .*\?$/, '') : value)),
  ) as GraphQLFormattedError;
}

const subscriptionsNeedASocket: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (node.operation === OperationTypeNode.SUBSCRIPTION) context.reportError(new GraphQLError(NEEDS_SOCKET, { nodes: [node] }));
  },
});

type Handler = (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
