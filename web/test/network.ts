import { jest } from '@jest/globals';

interface Request {
  hash: string;
  variables: Record<string, unknown>;
  token: string | undefined;
}
type Answer = { data?: unknown; errors?: { message: string; extensions: Record<string, unknown> }[] };

/** The network's end of `fetch`: answers by trusted hash, remembers what was asked. */
export function network(answer: (request: Request) => Answer | Promise<Answer> | 'unreachable') {
  const requests: Request[] = [];
  const end = jest.fn(async (_url: unknown, init?: { headers?: unknown; body?: unknown }) => {
    const body = JSON.parse(String(init?.body)) as {
      variables: Record<string, unknown>;
      extensions: { persistedQuery: { sha256Hash: string } };
    };
    const headers = (init?.headers ?? {}) as Record<string, string>;
    const request = {
      hash: body.extensions.persistedQuery.sha256Hash,
      variables: body.variables,
      token: headers['authorization']?.replace('Bearer ', ''),
    };
    requests.push(request);
    const answered = await answer(request);
    if (answered === 'unreachable') throw new TypeError('Failed to fetch');
    return { status: 200, json: () => Promise.resolve(answered) };
  });
  Object.assign(globalThis, { fetch: end });
  return requests;
}

export const refused = (code: string, more: Record<string, unknown> = {}): Answer => ({
  errors: [{ message: code, extensions: { code, ...more } }],
});
