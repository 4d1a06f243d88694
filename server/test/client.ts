import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { theHouse } from './harness.js';
import { confide, confideTokens } from './log/told.js';

export interface Answer<Data = Record<string, never>> {
  status: number;
  data?: Data | null;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; fields?: Record<string, string>; [key: string]: unknown };
  }[];
  headers: Headers;
}

export interface Caller {
  accessToken?: string;
  /** Another process than the house's own. */
  url?: string;
  headers?: Record<string, string>;
}

/** One POST /graphql as any program would make it. */
export async function send<Data = Record<string, unknown>>(
  query: string,
  variables: object = {},
  caller: Caller = {},
): Promise<Answer<Data>> {
  return post<Data>({ query, variables }, caller);
}

/** The same by the hash of a document of our own clients, which runs compiled. */
export async function sendTrusted<Data = Record<string, unknown>>(
  sha256Hash: string,
  variables: object = {},
  caller: Caller = {},
): Promise<Answer<Data>> {
  return post<Data>({ variables, extensions: { persistedQuery: { version: 1, sha256Hash } } }, caller);
}

async function post<Data>(body: object, { accessToken, url = theHouse().url, headers = {} }: Caller): Promise<Answer<Data>> {
  confide(body);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': anAddress(),
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as object;
  confideTokens(answer);
  for (const [, cookie] of (response.headers.get('set-cookie') ?? '').matchAll(/pp_\w+=([^;]+)/g)) confide(cookie, 'cookie');
  return { status: response.status, headers: response.headers, ...answer };
}

let addresses = 0;

/** Another one each time, so that the rate limits by address are met only by the tests that mean them. */
function anAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

/** The data, or a failed test that shows the errors. */
export async function ask<Data = Record<string, unknown>>(query: string, variables: object = {}, caller: Caller = {}): Promise<Data> {
  const { data, errors } = await send<Data>(query, variables, caller);
  if (errors || !data) throw new Error(`Unexpected errors: ${JSON.stringify(errors)}`);
  return data;
}

/** The code of the first error; fails when there was none. */
export async function refusal(query: string, variables: object = {}, caller: Caller = {}): Promise<string> {
  const { errors, data } = await send(query, variables, caller);
  if (!errors?.[0]) throw new Error(`Expected a refusal, got ${JSON.stringify(data)}`);
  return errors[0].extensions.code;
}

/** `as(lea).ask(…)`: the same calls in the name of a person. */
export const as = (caller: Caller) => ({
  send: <Data = Record<string, unknown>>(query: string, variables: object = {}) => send<Data>(query, variables, caller),
  ask: <Data = Record<string, unknown>>(query: string, variables: object = {}) => ask<Data>(query, variables, caller),
  refusal: (query: string, variables: object = {}) => refusal(query, variables, caller),
});

/** Each connection comes from another address too. */
class FromSomewhere extends WebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { headers: { 'x-forwarded-for': anAddress() } });
  }
}

/** A graphql-transport-ws connection of its own. Dispose of it at the end of the test. */
export function socket({ accessToken, url = theHouse().url }: Caller = {}): Client {
  return createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: FromSomewhere,
    connectionParams: accessToken ? { accessToken } : {},
    retryAttempts: 0,
    // Whatever is told on a socket passes here on its way.
    jsonMessageReplacer: (key, value: unknown) => {
      if (key === 'variables') confide(value);
      return value;
    },
  });
}
