import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CODES, UserError, type ErrorCode } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Metrics } from '../metrics/metrics.js';

/** Every error that leaves, over HTTP and over sockets, passes here, and is counted by its code. */
export class ErrorsAtTheEdge {
  private readonly counts: Map<unknown, () => void>;

  constructor(
    private readonly log: Logger,
    metrics: Metrics,
  ) {
    const counter = metrics.counter('premierpas_errors_total', 'Errors that left, by their code.', ['code']);
    this.counts = new Map(Object.keys(ERROR_CODES).map((code) => [code, () => counter.inc({ code })]));
    for (const code of Object.keys(ERROR_CODES)) counter.inc({ code }, 0);
  }

  format(error: unknown, requestId: string): GraphQLFormattedError {
    const shown = shownOf(error, requestId, this.log);
    this.count(shown.extensions?.code);
    return shown;
  }

  count(code: unknown): void {
    this.counts.get(code)?.();
  }
}

/**
 * The shape in which an error leaves: the message and code of what a user caused, and for anything else INTERNAL with the
 * request's id, logged here and only here.
 */
function shownOf(error: unknown, requestId: string, log: Logger): GraphQLFormattedError {
  const wrapped = error instanceof GraphQLError || hasOriginal(error) ? error : null;
  const cause = rootOf(error);
  const place = wrapped as Partial<GraphQLError> | null;
  const at = { ...(place?.path ? { path: place.path } : {}), ...(place?.locations ? { locations: place.locations } : {}) };
  if (cause instanceof UserError) return { ...bodyOf(cause), ...at };
  if (cause instanceof GraphQLError && !isOurFault(cause, place))
    return { ...requestProblem(cause, place?.message ?? cause.message), ...at };
  log.error({ err: cause, requestId, path: place?.path }, 'an operation failed');
  return { message: ERROR_CODES.INTERNAL, extensions: { code: 'INTERNAL', requestId }, ...at };
}

/**
 * GraphQL's own words about a field that was being answered are about what our resolver gave (a null, a wrong enum value,
 * which they quote), unless they are about its arguments.
 */
function isOurFault(error: GraphQLError, place: Partial<GraphQLError> | null): boolean {
  const { code } = (error.extensions as GraphQLError['extensions'] | undefined) ?? {};
  return code === undefined && place?.path !== undefined && !error.message.startsWith('Argument "');
}

/**
 * An error of GraphQL itself: syntax, validation, variables of the wrong type. Our own code in it stays. Around a variable's
 * problem, graphql-js says where it stands and echoes the value: the place is read from there, the value does not go back.
 */
function requestProblem(error: GraphQLError, around: string): GraphQLFormattedError {
  // Those of the compiled executor may come without.
  const { code, fields } = (error.extensions as GraphQLError['extensions'] | undefined) ?? {};
  if (typeof code === 'string' && code in ERROR_CODES)
    return { message: error.message, extensions: { code: code as ErrorCode, ...(fields ? { fields } : {}) } };
  return { message: error.message, extensions: { code: 'BAD_USER_INPUT', fields: { [fieldOf(around)]: error.message } } };
}

/** `Variable "$input" got invalid value … at "input.email"` is about `email`: paths are those inside the input. */
function fieldOf(message: string): string {
  const where = /at "\w+\.([\w.[\]]+)"/.exec(message)?.[1];
  const missing = /Field "(\w+)" of required type/.exec(message)?.[1];
  return [where, missing].filter(Boolean).join('.') || (/[Vv]ariable "\$(\w+)"/.exec(message)?.[1] ?? 'query');
}

const bodyOf = (error: UserError): GraphQLFormattedError => ({ message: error.message, extensions: error.extensions });

function hasOriginal(error: unknown): error is { originalError: unknown } {
  return typeof error === 'object' && error !== null && 'originalError' in error;
}

function rootOf(error: unknown): unknown {
  return hasOriginal(error) && error.originalError ? rootOf(error.originalError) : error;
}
