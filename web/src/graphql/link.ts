import { ApolloLink, Observable } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { hashOf, type Operation } from '../api';
import { execute } from '../session';
import { socket } from './socket';

function trusted(operation: ApolloLink.Operation): Operation {
  return {
    hash: hashOf(operation.query),
    ...(operation.operationName && { operationName: operation.operationName }),
    variables: operation.variables,
  };
}

const overHttp = new ApolloLink(
  (operation) =>
    new Observable((observer) => {
      const abort = new AbortController();
      execute<Record<string, unknown>>(trusted(operation), abort.signal).then(
        (answer) => {
          observer.next(answer as ApolloLink.Result);
          observer.complete();
        },
        (error: unknown) => observer.error(error),
      );
      return () => abort.abort();
    }),
);

const overSocket = new ApolloLink(
  (operation) =>
    new Observable((observer) => {
      const { hash, ...named } = trusted(operation);
      return socket().subscribe(
        // The protocol insists on a query text; the server reads the hash instead.
        { query: '', ...named, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
        {
          next: (answer) => observer.next(answer as ApolloLink.Result),
          error: (error: unknown) => observer.error(asError(error)),
          complete: () => observer.complete(),
        },
      );
    }),
);

// GraphQL errors of a subscription come as a bare list, a closed socket as an event.
function asError(error: unknown): Error {
  if (error instanceof Error) return error;
  if (Array.isArray(error)) return Object.assign(new Error('The subscription was refused'), { errors: error as unknown[] });
  return new Error('The connection was closed', { cause: error });
}

export const link = ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION, overSocket, overHttp);
