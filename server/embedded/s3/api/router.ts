import { createHash } from 'node:crypto';
import { Refusal } from '../errors.js';
import type { S3Request } from '../request.js';
import { isOfSignature, UNSIGNED } from '../signature/authenticate.js';
import { bucketLocation, createBucket, getCors, headBucket, putCors, removeBucket } from './buckets.js';
import type { Call, Reply } from './call.js';
import { listObjects, removeObjects } from './lists.js';
import { putObject, readObject, removeObject } from './objects.js';
import { abortUpload, completeUpload, createUpload, listParts, listUploads, uploadPart } from './uploads.js';

interface Route {
  on: 'bucket' | 'object';
  method: string;
  /** Parameters that make it this call. */
  needs: readonly string[];
  /** Parameters it knows; any other would be something that is not done here, and is refused rather than ignored. */
  knows: readonly string[];
  run(call: Call): Promise<Reply>;
}

const route = (at: `${string} ${Route['on']}`, run: Route['run'], needs: string[] = [], knows: string[] = []): Route => {
  const [method, on] = at.split(' ') as [string, Route['on']];
  return { on, method, needs, knows, run };
};

const ROUTES: readonly Route[] = [
  route('PUT bucket', createBucket),
  route('HEAD bucket', headBucket),
  route('DELETE bucket', removeBucket),
  route('GET bucket', bucketLocation, ['location']),
  route('PUT bucket', putCors, ['cors']),
  route('GET bucket', getCors, ['cors']),
  route(
    'GET bucket',
    listObjects,
    ['list-type'],
    ['prefix', 'delimiter', 'max-keys', 'continuation-token', 'start-after', 'encoding-type'],
  ),
  route('GET bucket', listUploads, ['uploads'], ['prefix', 'delimiter', 'max-uploads', 'key-marker', 'upload-id-marker']),
  route('POST bucket', removeObjects, ['delete']),
  route('PUT object', putObject),
  route('GET object', readObject),
  route('HEAD object', readObject),
  route('DELETE object', removeObject),
  route('POST object', createUpload, ['uploads']),
  route('PUT object', uploadPart, ['partNumber', 'uploadId']),
  route('GET object', listParts, ['uploadId'], ['max-parts', 'part-number-marker']),
  route('POST object', completeUpload, ['uploadId']),
  route('DELETE object', abortUpload, ['uploadId']),
];

const NOTHING = createHash('sha256').digest('hex');
const WITHOUT_BODY = new Set(['GET', 'HEAD', 'DELETE']);

export function answer(call: Call): Promise<Reply> {
  const { request, payload } = call;
  const { run } = find(request);
  assertHeadersKnown(request);
  if (WITHOUT_BODY.has(request.method) && payload !== UNSIGNED && payload !== NOTHING) throw new Refusal('XAmzContentSHA256Mismatch');
  return run(call);
}

function find(request: S3Request): Route {
  const on = request.key ? 'object' : 'bucket';
  const asked = [...request.query.keys()].filter((name) => !isOfSignature(name));
  const here = ROUTES.filter((each) => each.on === on && each.method === request.method && request.bucket !== '');
  const found = here.find(
    ({ needs, knows }) =>
      needs.every((name) => asked.includes(name)) && asked.every((name) => needs.includes(name) || knows.includes(name)),
  );
  if (!found) throw new Refusal(here.length > 0 || request.bucket === '' ? 'NotImplemented' : 'MethodNotAllowed');
  return found;
}

const KNOWN_HEADERS = /^x-amz-(date|content-sha256|user-agent|sdk-checksum-algorithm|(meta|checksum)-.+)$/;

/** Encryption, tags, copies, access lists: to ignore them would be to pretend. */
function assertHeadersKnown({ headers }: S3Request): void {
  const unknown = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !KNOWN_HEADERS.test(name));
  if (unknown !== undefined) throw new Refusal('NotImplemented', undefined, { Header: unknown });
}
