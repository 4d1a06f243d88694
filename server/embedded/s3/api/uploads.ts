import { z } from 'zod';
import { checksOf } from '../body/checks.js';
import { declaredLength, readXml } from '../body/read.js';
import { ANY_SIZE, handOver, receive } from '../body/receive.js';
import { Refusal } from '../errors.js';
import { byBytes } from '../store/files.js';
import { etagOf, type KnownUpload, type Part } from '../store/uploads.js';
import { bucketOf, empty, quoted, xml, type Call, type Reply } from './call.js';
import { assertFlat, limit } from './lists.js';
import { metadataOf } from './metadata.js';

const SMALLEST_PART = 5 * 1_024 * 1_024;
const MOST_PARTS = 10_000;

const uploadId = ({ request }: Call): string => request.query.get('uploadId') ?? '';

export async function createUpload(call: Call): Promise<Reply> {
  const { uploads, name } = bucketOf(call);
  const upload = await uploads.start(call.request.key, metadataOf(call.request));
  return xml('InitiateMultipartUploadResult', { Bucket: name, Key: upload.key, UploadId: upload.id });
}

export async function uploadPart(call: Call): Promise<Reply> {
  const { request, payload, buckets } = call;
  const { uploads } = bucketOf(call);
  const number = Number(request.query.get('partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > MOST_PARTS) {
    throw new Refusal('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  uploads.find(uploadId(call), request.key);
  if (declaredLength(request) > ANY_SIZE.most) throw new Refusal('EntityTooLarge');
  const received = await receive(request.bytes, buckets.incoming, checksOf(request, payload), ANY_SIZE);
  const part = await handOver(received, (whole) => uploads.addPart(uploadId(call), request.key, number, whole));
  return empty(200, { etag: quoted(part.etag) });
}

export async function listParts(call: Call): Promise<Reply> {
  const { uploads, name } = bucketOf(call);
  const { id, key, parts } = uploads.find(uploadId(call), call.request.key);
  const after = Number(call.request.query.get('part-number-marker') ?? '0');
  const most = limit(call, 'max-parts');
  const left = [...parts.values()].filter(({ number }) => number > after).sort((a, b) => a.number - b.number);
  const page = left.slice(0, most);
  return xml('ListPartsResult', {
    Bucket: name,
    Key: key,
    UploadId: id,
    PartNumberMarker: after,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: most,
    IsTruncated: left.length > page.length,
    Part: page.map(({ number, etag, size, modified }) => ({ PartNumber: number, LastModified: modified, ETag: quoted(etag), Size: size })),
  });
}

export async function listUploads(call: Call): Promise<Reply> {
  const { query } = call.request;
  const { uploads, name } = bucketOf(call);
  assertFlat(call);
  const prefix = query.get('prefix') ?? '';
  const [keyMarker, idMarker] = [query.get('key-marker') ?? '', query.get('upload-id-marker') ?? ''];
  const most = limit(call, 'max-uploads');
  const left = uploads.list(prefix).filter(({ key, id }) => {
    const place = byBytes(key, keyMarker);
    return !keyMarker || place > 0 || (place === 0 && idMarker !== '' && byBytes(id, idMarker) > 0);
  });
  const page = left.slice(0, most);
  const last = page.at(-1);
  return xml('ListMultipartUploadsResult', {
    Bucket: name,
    Prefix: prefix,
    KeyMarker: keyMarker,
    UploadIdMarker: idMarker,
    NextKeyMarker: last?.key,
    NextUploadIdMarker: last?.id,
    MaxUploads: most,
    IsTruncated: left.length > page.length,
    Upload: page.map(({ id, key, initiated }) => ({ Key: key, UploadId: id, StorageClass: 'STANDARD', Initiated: initiated })),
  });
}

const COMPLETE = z.object({
  CompleteMultipartUpload: z.object({
    Part: z
      .array(z.object({ PartNumber: z.string().regex(/^\d{1,5}$/), ETag: z.string() }))
      .min(1)
      .max(MOST_PARTS),
  }),
});

export async function completeUpload(call: Call): Promise<Reply> {
  const { request, payload, buckets } = call;
  const { uploads, objects, name } = bucketOf(call);
  const { CompleteMultipartUpload: listed } = await readXml(request, payload, COMPLETE);
  const wanted = listed.Part.map(({ PartNumber, ETag }) => ({ number: Number(PartNumber), etag: ETag.replaceAll('"', '') }));
  const { etag } = await uploads.end(uploadId(call), request.key, async (upload) => {
    const parts = chosen(upload, wanted);
    const joined = await receive(uploads.bytes(upload, parts), buckets.incoming, [], { least: 0, most: Infinity });
    const about = { key: upload.key, etag: etagOf(parts), headers: upload.headers };
    return handOver(joined, ({ file, size }) => objects.put({ ...about, file, size }));
  });
  return xml('CompleteMultipartUploadResult', { Location: `/${name}/${request.key}`, Bucket: name, Key: request.key, ETag: quoted(etag) });
}

/** The parts as listed: each there under that ETag, in order, and none but the last too small. */
function chosen({ parts }: KnownUpload, wanted: readonly { number: number; etag: string }[]): Part[] {
  if (wanted.some(({ number }, index) => number <= (wanted[index - 1]?.number ?? 0))) throw new Refusal('InvalidPartOrder');
  return wanted.map(({ number, etag }, index) => {
    const part = parts.get(number);
    if (part?.etag !== etag) throw new Refusal('InvalidPart', undefined, { PartNumber: number, ETag: etag });
    if (part.size < SMALLEST_PART && index < wanted.length - 1) {
      throw new Refusal('EntityTooSmall', undefined, { PartNumber: number, ProposedSize: part.size, MinSizeAllowed: SMALLEST_PART });
    }
    return part;
  });
}

export async function abortUpload(call: Call): Promise<Reply> {
  const { uploads } = bucketOf(call);
  await uploads.end(uploadId(call), call.request.key, () => Promise.resolve());
  return empty(204);
}
