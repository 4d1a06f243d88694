import { execute, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { Logger } from '../logger.js';
import type { Context } from './context.js';
import type { Prepared } from './documents.js';
import { formatError } from './errors-at-the-edge.js';

export interface Outcome {
  data?: ExecutionResult['data'];
  errors?: ReturnType<typeof formatError>[];
}

/** Runs queries and mutations: compiled when the document is one of ours, by graphql-js otherwise. */
export class Executor {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly log: Logger,
    private readonly options: { hideSuggestions: boolean },
  ) {}

  async run(prepared: Prepared, variables: unknown, context: Context): Promise<Outcome> {
    const started = performance.now();
    const values = isRecord(variables) ? variables : {};
    const result = prepared.compiled
      ? await prepared.compiled.query(undefined, context, values)
      : await execute({ ...this.options, schema: this.schema, document: prepared.document, variableValues: values, contextValue: context, operationName: prepared.operation.name?.value });
    const errors = result.errors?.map((error) => formatError(error, context.request.id, this.log));
    this.log.debug(
      { requestId: context.request.id, operation: prepared.label, ms: Math.round(performance.now() - started), codes: errors?.map((error) => error.extensions?.code) },
      'operation',
    );
    return { ...('data' in result ? { data: result.data } : {}), ...(errors ? { errors } : {}) };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
