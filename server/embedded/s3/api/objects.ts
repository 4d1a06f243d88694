import { checksOf } from '../body/checks.js';
import { declaredLength } from '../body/read.js';
import { ANY_SIZE, handOver, receive } from '../body/receive.js';
import { Refusal } from '../errors.js';
import type { Stored } from '../store/objects.js';
import { bucketOf, empty, quoted, type Call, type Reply } from './call.js';
import { assertMayReplace, isUnchanged, rangeOf } from './conditions.js';
import { metadataOf } from './metadata.js';

export async function putObject(call: Call): Promise<Reply> {
  const { request, payload, buckets } = call;
  const { objects } = bucketOf(call);
  const headers = metadataOf(request);
  if (declaredLength(request) > ANY_SIZE.most) throw new Refusal('EntityTooLarge');
  const checks = checksOf(request, payload);
  // Also before: what may not be replaced need not be received.
  assertMayReplace(request, objects.get(request.key));
  const received = await receive(request.bytes, buckets.incoming, checks, ANY_SIZE);
  const { etag } = await handOver(received, ({ file, size, md5 }) =>
    objects.put({ key: request.key, etag: md5, headers, file, size }, (current) => assertMayReplace(request, current)),
  );
  return empty(200, { etag: quoted(etag) });
}

/** GET and HEAD, which differ only in that a HEAD has no body. */
export async function readObject(call: Call): Promise<Reply> {
  const { objects } = bucketOf(call);
  const stored = objects.get(call.request.key);
  if (!stored) throw new Refusal('NoSuchKey', undefined, { Key: call.request.key });
  if (isUnchanged(call.request, stored)) return empty(304, validators(stored));
  const range = rangeOf(call.request, stored.size);
  const { start, end } = range ?? { start: 0, end: stored.size - 1 };
  return {
    status: range ? 206 : 200,
    headers: {
      ...stored.headers,
      ...validators(stored),
      'accept-ranges': 'bytes',
      'content-length': String(end - start + 1),
      ...(range && { 'content-range': `bytes ${start}-${end}/${stored.size}` }),
    },
    ...(call.request.method === 'GET' && { body: stored.size === 0 ? '' : objects.read(stored, { start, end }) }),
  };
}

export async function removeObject(call: Call): Promise<Reply> {
  await bucketOf(call).objects.remove(call.request.key);
  return empty(204);
}

const validators = ({ etag, modified }: Stored): Record<string, string> => ({
  etag: quoted(etag),
  'last-modified': new Date(modified).toUTCString(),
});
