import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Refusal } from './errors.js';

/** A request as S3 reads it: `/bucket/key`, never normalised, since `..` is a name like another. */
export interface S3Request {
  method: string;
  /** Decoded. */
  path: string;
  bucket: string;
  key: string;
  query: ReadonlyMap<string, string>;
  headers: IncomingHttpHeaders;
  /** The body. Whoever stops reading leaves the connection whole, so that the answer can still be seen. */
  bytes: AsyncIterableIterator<Buffer>;
}

const LONGEST_KEY = 1_024;

export function readRequest(incoming: IncomingMessage): S3Request {
  const url = incoming.url ?? '';
  const mark = url.indexOf('?');
  const path = decode(mark < 0 ? url : url.slice(0, mark));
  if (!path.startsWith('/')) throw new Refusal('InvalidURI');
  const slash = path.indexOf('/', 1);
  const key = slash < 0 ? '' : path.slice(slash + 1);
  if (Buffer.byteLength(key) > LONGEST_KEY) throw new Refusal('KeyTooLongError');
  return {
    method: incoming.method ?? '',
    path,
    bucket: path.slice(1, slash < 0 ? undefined : slash),
    key,
    query: readQuery(mark < 0 ? '' : url.slice(mark + 1)),
    headers: incoming.headers,
    bytes: incoming.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>,
  };
}

function readQuery(text: string): Map<string, string> {
  const query = new Map<string, string>();
  for (const pair of text.split('&').filter(Boolean)) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    const plain = decode(name.replaceAll('+', ' '));
    // Two values for one name would let one be verified and the other be used.
    if (query.has(plain)) throw new Refusal('InvalidArgument', `The query names ${plain} twice.`);
    query.set(plain, decode(value.replaceAll('+', ' ')));
  }
  return query;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal('InvalidURI');
  }
}

/** The one value of a header. */
export function header({ headers }: Pick<S3Request, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}
