import { GraphQLError } from 'graphql';
import type { Context } from '../graphql/context.js';
import type { Documents, OperationRequest } from '../graphql/documents.js';
import type { ErrorsAtTheEdge } from '../graphql/errors-at-the-edge.js';
import type { Executor } from '../graphql/executor.js';
import { newId } from '../ids.js';
import type { Operations } from '../metrics/operations.js';

export interface TrustedParts {
  documents: Documents;
  executor: Executor;
  errors: ErrorsAtTheEdge;
  operations: Operations;
}

export const NEEDS_SOCKET = 'Subscriptions need a WebSocket.';

/** Trusted documents (our own clients') over HTTP: they run compiled, and Apollo Server hears nothing of them. */
export class Trusted {
  constructor(private readonly parts: TrustedParts) {}

  /** Whether it is a hash that is sent, ours or not. */
  knows(operation: OperationRequest): boolean {
    return this.parts.documents.hashOf(operation) !== null;
  }

  async answer(operation: OperationRequest, contextOf: () => Promise<Context>): Promise<{ status: number; text: string }> {
    const { documents, executor, errors, operations } = this.parts;
    const since = performance.now();
    try {
      const prepared = documents.prepare(operation);
      try {
        if (prepared.operation.operation === 'subscription') throw new GraphQLError(NEEDS_SOCKET);
        return { status: 200, text: JSON.stringify(await executor.run(prepared, operation.variables, await contextOf())) };
      } finally {
        operations.done(prepared.label, 'http', since);
      }
    } catch (err) {
      const error = errors.format(err, newId());
      return { status: error.extensions?.code === 'INTERNAL' ? 500 : 400, text: JSON.stringify({ errors: [error] }) };
    }
  }
}
