/** The closed list of the contract (`enum ErrorCode`); a test compares it with schema.graphql. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'EMAIL_UNVERIFIED',
  'FORBIDDEN',
  'SUBSCRIPTION_REQUIRED',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'ACCOUNT_SUSPENDED',
  'TERMS_CHANGED',
  'ACCOUNT_LEAVING',
  'RESYNC_REQUIRED',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export interface AnswerError {
  message: string;
  path?: ReadonlyArray<string | number>;
  extensions?: Readonly<Record<string, unknown>>;
}

/** The server answered, and refused. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(readonly errors: readonly AnswerError[]) {
    super(errors[0]?.message ?? 'The server refused without a reason');
  }
}

/** No usable answer came: the network, a proxy, or a server on its knees. The call may have happened. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

// Both ApiError and the GraphQL client's own error carry `errors`; public pages must not import the client to ask.
function firstError(error: unknown): AnswerError | undefined {
  if (typeof error !== 'object' || error === null || !('errors' in error) || !Array.isArray(error.errors)) return undefined;
  return error.errors[0] as AnswerError | undefined;
}

export function codeOf(error: unknown): ErrorCode | 'NETWORK' | undefined {
  if (isNetworkError(error)) return 'NETWORK';
  const code = firstError(error)?.extensions?.['code'];
  return errorCodes.find((known) => known === code);
}

/** What is wrong with each field of the input, by path (`email`, `input.birthDate` comes as `birthDate`). */
export function fieldsOf(error: unknown): Record<string, string> {
  const fields = firstError(error)?.extensions?.['fields'];
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(
    Object.entries(fields)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([path, message]) => [path.replace(/^input\./, ''), message]),
  );
}

/** A text the server joined to its refusal, such as the `requestId` of a bug. */
export function detailOf(error: unknown, name: string): string | undefined {
  const value = firstError(error)?.extensions?.[name];
  return typeof value === 'string' ? value : undefined;
}

export function isNetworkError(error: unknown): boolean {
  if (error instanceof NetworkError) return true;
  return error instanceof Error && error.cause instanceof NetworkError;
}
