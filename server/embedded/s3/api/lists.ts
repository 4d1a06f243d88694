import { z } from 'zod';
import { readXml } from '../body/read.js';
import { Refusal } from '../errors.js';
import { escapeUri } from '../signature/canonical.js';
import { byBytes } from '../store/files.js';
import { bucketOf, quoted, xml, type Call, type Reply } from './call.js';

const MOST = 1_000;

/** A number of the query, at most 1,000. */
export function limit({ request }: Call, name: string): number {
  const text = request.query.get(name) ?? String(MOST);
  if (!/^\d{1,9}$/.test(text)) throw new Refusal('InvalidArgument', `Provided ${name} not an integer or within integer range`);
  return Math.min(Number(text), MOST);
}

/** Folders are not known here: everything is listed flat. */
export function assertFlat({ request }: Call): void {
  if (request.query.get('delimiter')) throw new Refusal('NotImplemented', 'Listing by folders is not implemented.');
}

/** ListObjectsV2. */
export async function listObjects(call: Call): Promise<Reply> {
  const { query } = call.request;
  const { objects, name } = bucketOf(call);
  if (query.get('list-type') !== '2') throw new Refusal('InvalidArgument', 'list-type must be 2');
  assertFlat(call);
  const encoding = query.get('encoding-type');
  if (encoding !== undefined && encoding !== 'url') throw new Refusal('InvalidArgument', 'Invalid Encoding Method specified in Request');
  const written = (key: string): string => (encoding ? escapeUri(key) : key);
  const prefix = query.get('prefix') ?? '';
  const token = query.get('continuation-token');
  const after = token === undefined ? (query.get('start-after') ?? '') : keyOf(token);
  const most = limit(call, 'max-keys');
  const keys = objects.keys(prefix).filter((key) => !after || byBytes(key, after) > 0);
  const page = keys.slice(0, most);
  return xml('ListBucketResult', {
    Name: name,
    Prefix: written(prefix),
    KeyCount: page.length,
    MaxKeys: most,
    IsTruncated: keys.length > page.length && most > 0,
    ContinuationToken: token,
    NextContinuationToken: keys.length > page.length && most > 0 ? tokenOf(page.at(-1) ?? '') : undefined,
    EncodingType: encoding,
    Contents: page.flatMap((key) => {
      const stored = objects.get(key);
      if (!stored) return [];
      return [{ Key: written(key), LastModified: stored.modified, ETag: quoted(stored.etag), Size: stored.size, StorageClass: 'STANDARD' }];
    }),
  });
}

const tokenOf = (key: string): string => `k${Buffer.from(key).toString('base64url')}`;

function keyOf(token: string): string {
  const key = Buffer.from(token.slice(1), 'base64url').toString();
  if (tokenOf(key) !== token) throw new Refusal('InvalidArgument', 'The continuation token provided is incorrect');
  return key;
}

const DELETE = z.object({
  Delete: z.object({
    Quiet: z.string().optional(),
    Object: z
      .array(z.strictObject({ Key: z.string().min(1), '#text': z.string().optional() }))
      .min(1)
      .max(MOST),
  }),
});

/** DeleteObjects: what is not there counts as removed. */
export async function removeObjects(call: Call): Promise<Reply> {
  const { request, payload } = call;
  const { objects } = bucketOf(call);
  if (!Object.keys(request.headers).some((name) => name === 'content-md5' || name.startsWith('x-amz-checksum-'))) {
    throw new Refusal('InvalidRequest', 'Missing required header for this request: Content-MD5');
  }
  const { Delete } = await readXml(request, payload, DELETE);
  for (const { Key } of Delete.Object) await objects.remove(Key);
  return xml('DeleteResult', Delete.Quiet === 'true' ? {} : { Deleted: Delete.Object.map(({ Key }) => ({ Key })) });
}
