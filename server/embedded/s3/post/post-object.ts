import { empty, quoted, type Call, type Reply } from '../api/call.js';
import { metadataOf } from '../api/metadata.js';
import { declaredLength } from '../body/read.js';
import { handOver, receive } from '../body/receive.js';
import { Refusal } from '../errors.js';
import { header } from '../request.js';
import { escapeUri, isSame, signatureOf } from '../signature/canonical.js';
import { readScope, readTimestamp, type Keys } from '../signature/scope.js';
import { document } from '../xml.js';
import { readForm } from './form.js';
import { assertAllowed, readPolicy } from './policy.js';

const LONGEST_KEY = 1_024;
/** Fields that would make more of an upload than a file under a key. */
const NOT_DONE =
  /^(acl|redirect|success_action_redirect|tagging|awsaccesskeyid|x-amz-(?!algorithm$|credential$|date$|signature$|meta-).*)$/;

/** POST Object: a form sent by a browser, whose policy we signed beforehand. It proves itself; nothing else is signed. */
export async function postObject({ request, buckets, keys, now }: Omit<Call, 'payload'>): Promise<Reply> {
  declaredLength(request);
  const { fields, filename, file } = await readForm(request.bytes, header(request, 'content-type') ?? '');
  const policy = readPolicy(signedPolicy(fields, keys));
  const key = (fields.get('key') ?? '').replaceAll('${filename}', filename);
  // Where it goes is what the address says; what the form says must be the same.
  if ((fields.get('bucket') ?? request.bucket) !== request.bucket) throw new Refusal('InvalidArgument', 'The form is for another bucket.');
  assertAllowed(policy, new Map([...fields, ['key', key], ['bucket', request.bucket]]), now);
  const unknown = [...fields.keys()].find((name) => NOT_DONE.test(name));
  if (unknown !== undefined) throw new Refusal('NotImplemented', undefined, { Field: unknown });
  if (!key) throw new Refusal('InvalidArgument', 'Bucket POST must contain a field named "key".');
  if (Buffer.byteLength(key) > LONGEST_KEY) throw new Refusal('KeyTooLongError');
  const { objects, name } = buckets.find(request.bucket);
  const headers = metadataOf({ headers: Object.fromEntries(fields) });
  const received = await receive(file, buckets.incoming, [], policy.bounds);
  const { etag } = await handOver(received, ({ file, size, md5 }) => objects.put({ key, etag: md5, headers, file, size }));
  const location = `http://${header(request, 'host') ?? ''}/${name}/${key.split('/').map(escapeUri).join('/')}`;
  const about = { etag: quoted(etag), location };
  const status = fields.get('success_action_status');
  if (status !== '201') return empty(status === '200' ? 200 : 204, about);
  const body = document('PostResponse', { Location: location, Bucket: name, Key: key, ETag: quoted(etag) });
  return { status: 201, headers: { ...about, 'content-type': 'application/xml' }, body };
}

/** The policy as sent, once its signature is verified. */
function signedPolicy(fields: ReadonlyMap<string, string>, keys: Keys): string {
  const policy = fields.get('policy');
  if (policy === undefined) throw new Refusal('AccessDenied');
  const proof = ['x-amz-algorithm', 'x-amz-credential', 'x-amz-date', 'x-amz-signature'].map((name) => {
    const value = fields.get(name);
    if (value === undefined) throw new Refusal('InvalidArgument', `Bucket POST must contain a field named '${name}'.`);
    return value;
  });
  const [algorithm, credential, timestamp, signature] = proof as [string, string, string, string];
  if (algorithm !== 'AWS4-HMAC-SHA256') throw new Refusal('InvalidArgument', 'Only AWS4-HMAC-SHA256 is supported.');
  if (Number.isNaN(readTimestamp(timestamp))) throw new Refusal('InvalidArgument', 'x-amz-date must be in the ISO8601 Long Format.');
  const scope = readScope(credential, timestamp, keys, 'InvalidArgument');
  if (!isSame(signatureOf(policy, keys.secretKey, scope), signature)) throw new Refusal('SignatureDoesNotMatch');
  return policy;
}
