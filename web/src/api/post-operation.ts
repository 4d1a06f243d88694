import { server } from '../platform';
import { deviceToken } from './device-token';
import { type AnswerError, NetworkError } from './errors';

export interface Operation {
  /** sha256 of a document the server trusts. */
  hash: string;
  operationName?: string;
  variables?: Readonly<Record<string, unknown>>;
}

export interface Answer<TData> {
  data?: TData | null;
  errors?: readonly AnswerError[];
}

export interface PostOptions {
  accessToken?: string | null;
  signal?: AbortSignal;
  fetch?: typeof fetch;
}

const ENDPOINT = `${server}/graphql`;

/** One trusted document, one answer. Throws NetworkError when none came; GraphQL errors are in the answer. */
export async function postOperation<TData>(operation: Operation, options: PostOptions = {}): Promise<Answer<TData>> {
  const send = options.fetch ?? fetch;
  const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' };
  if (__APP__) {
    headers['x-client'] = 'app';
    const device = await deviceToken();
    if (device) headers['x-device'] = device;
  }
  if (options.accessToken) headers['authorization'] = `Bearer ${options.accessToken}`;
  let response: Response;
  try {
    response = await send(ENDPOINT, {
      method: 'POST',
      headers,
      credentials: 'same-origin',
      body: JSON.stringify({
        ...(operation.operationName && { operationName: operation.operationName }),
        variables: operation.variables ?? {},
        extensions: { persistedQuery: { version: 1, sha256Hash: operation.hash } },
      }),
      ...(options.signal && { signal: options.signal }),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new NetworkError('The server could not be reached', { cause });
  }
  return readAnswer<TData>(response);
}

async function readAnswer<TData>(response: Response): Promise<Answer<TData>> {
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    throw new NetworkError(`Unreadable answer (HTTP ${response.status})`, { cause });
  }
  if (typeof body !== 'object' || body === null || !('data' in body || 'errors' in body)) {
    throw new NetworkError(`Unexpected answer (HTTP ${response.status})`);
  }
  return body as Answer<TData>;
}
