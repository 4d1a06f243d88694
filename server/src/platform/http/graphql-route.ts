import { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError, type GraphQLSchema, type ValidationRule } from 'graphql';
import { badInput } from '../errors.js';
import type { Context } from '../graphql/context.js';
import { InvalidDocument, type Documents, type OperationRequest } from '../graphql/documents.js';
import type { ErrorsAtTheEdge } from '../graphql/errors-at-the-edge.js';
import type { Executor } from '../graphql/executor.js';
import { LIMITS } from '../graphql/limits.js';
import { newId } from '../ids.js';
import type { Logger } from '../logger.js';
import type { Operations } from '../metrics/operations.js';

export interface GraphqlRoute {
  schema: GraphQLSchema;
  documents: Documents;
  executor: Executor;
  errors: ErrorsAtTheEdge;
  operations: Operations;
  introspection: boolean;
  contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;
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
  });
  await apollo.start();
  const viaApollo = fastifyApolloHandler(apollo, { context: parts.contextOf });

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
    try {
      reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store');
      const prepared = parts.documents.prepare(body);
      try {
        if (parts.documents.hashOf(body) === null) return await (viaApollo as Handler).call(this, request, reply);
        if (prepared.operation.operation === 'subscription') throw new GraphQLError(NEEDS_SOCKET);
        return await parts.executor.run(prepared, body.variables, await parts.contextOf(request, reply));
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

/** Apollo executes with graphql-js’ suggestions (`Did you mean "…"?`), which would spell our schema to whoever guesses. */
function withoutSuggestions(error: GraphQLFormattedError): GraphQLFormattedError {
  return JSON.parse(
    JSON.stringify(error, (_key, value: unknown) => (typeof value === 'string' ? value.replace(/ ?Did you mean .*\?$/, '') : value)),
  ) as GraphQLFormattedError;
}

const NEEDS_SOCKET = 'Subscriptions need a WebSocket.';

const subscriptionsNeedASocket: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (node.operation === OperationTypeNode.SUBSCRIPTION) context.reportError(new GraphQLError(NEEDS_SOCKET, { nodes: [node] }));
  },
});

type Handler = (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
