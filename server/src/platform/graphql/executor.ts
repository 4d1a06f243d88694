import {
  createSourceEventStream,
  execute,
  getVariableValues,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  subscribe,
} from 'graphql';
import type { Logger } from '../logger.js';
import type { Context } from './context.js';
import type { Prepared } from './documents.js';
import type { ErrorsAtTheEdge } from './errors-at-the-edge.js';

export interface Outcome {
  data?: ExecutionResult['data'];
  errors?: GraphQLFormattedError[];
}

/** Runs operations: compiled when the document is one of ours, by graphql-js otherwise. */
export class Executor {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly log: Logger,
    private readonly errors: ErrorsAtTheEdge,
    private readonly options: { hideSuggestions: boolean },
  ) {}

  async run(prepared: Prepared, variables: unknown, context: Context): Promise<Outcome> {
    const started = performance.now();
    const values = isRecord(variables) ? variables : {};
    const result = await this.resultOf(prepared, values, context);
    const errors = result.errors?.map((error) => this.errors.format(error, context.request.id));
    if (this.log.isLevelEnabled('debug')) {
      const [ms, codes] = [Math.round(performance.now() - started), errors?.map((error) => error.extensions?.code)];
      this.log.debug({ requestId: context.request.id, operation: prepared.label, ms, codes }, 'operation');
    }
    return { ...('data' in result ? { data: result.data } : {}), ...(errors ? { errors } : {}) };
  }

  /** The answers of a subscription, one for each event; or why there are none. */
  async follow(
    prepared: Prepared,
    variableValues: Record<string, unknown>,
    contextValue: Context,
  ): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
    const { document, operation, compiled } = prepared;
    const args = { ...this.options, schema: this.schema, document, variableValues, contextValue, operationName: operation.name?.value };
    if (!compiled) return subscribe(args);
    const events = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in events)) return events;
    return answered(events as AsyncIterable<unknown>, (event) => compiled.query(event, contextValue, variableValues));
  }

  private async resultOf(
    prepared: Prepared,
    values: Record<string, unknown>,
    context: Context,
  ): Promise<ExecutionResult | { errors: readonly unknown[] }> {
    try {
      const result = await (prepared.compiled
        ? prepared.compiled.query(undefined, context, values)
        : this.interpret(prepared, values, context));
      if (!prepared.compiled || result.data !== undefined) return result;
      const errors = this.variableProblems(prepared, values);
      // The compiled check forgets the default of a field that must not be null: what graphql-js accepts is run by it.
      return errors ? { errors } : await this.interpret(prepared, values, context);
    } catch (err) {
      // The compiled executor lets some faults through instead of putting them among the errors.
      return { errors: [err] };
    }
  }

  private async interpret(
    { document, operation }: Prepared,
    variableValues: Record<string, unknown>,
    contextValue: Context,
  ): Promise<ExecutionResult> {
    return execute({ ...this.options, schema: this.schema, document, variableValues, contextValue, operationName: operation.name?.value });
  }

  /** The compiled code checks variables fast and explains itself badly, with the values in its words: graphql-js says it again. */
  private variableProblems({ operation }: Prepared, values: Record<string, unknown>): readonly GraphQLError[] | undefined {
    return getVariableValues(this.schema, operation.variableDefinitions ?? [], values, this.options).errors;
  }
}

/** Each event by its answer. An iterator by hand: a generator would be one more to wait for at each event and at the end. */
function answered(
  events: AsyncIterable<unknown>,
  answer: (event: unknown) => Promise<ExecutionResult> | ExecutionResult,
): AsyncIterableIterator<ExecutionResult> {
  const source = events[Symbol.asyncIterator]();
  return {
    async next() {
      const event = await source.next();
      return event.done ? { done: true, value: undefined } : { done: false, value: await answer(event.value) };
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
