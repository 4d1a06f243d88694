import { Refusal } from '../errors.js';
import { header, type S3Request } from '../request.js';
import { canonicalRequest, isSame, SIGNATURE_PARAMETER, signatureOf, stringToSign, type Scope } from './canonical.js';
import { readScope, readTimestamp, SKEW, type Keys } from './scope.js';

export const UNSIGNED = 'UNSIGNED-PAYLOAD';

const HEADER = /^AWS4-HMAC-SHA256 +Credential=([^, ]+) *, *SignedHeaders=([^, ]+) *, *Signature=([0-9a-f]{64})$/;
const PARAMETERS = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'];
const LONGEST_LIFE = 7 * 86_400;

/**
 * Lets a request pass that was signed with our keys, by its Authorization header or as a presigned URL, and returns what
 * it says about its body: the SHA-256, or UNSIGNED-PAYLOAD. Nobody is anonymous here: there is no public bucket.
 */
export function authenticate(request: S3Request, keys: Keys, now: number): string {
  const authorization = header(request, 'authorization');
  const presigned = [...request.query.keys()].some((name) => name.startsWith('X-Amz-'));
  if (authorization !== undefined && presigned) throw new Refusal('InvalidArgument', 'Only one auth mechanism allowed');
  if (authorization !== undefined) return byHeader(request, authorization, keys, now);
  if (presigned) return byUrl(request, keys, now);
  throw new Refusal('AccessDenied');
}

function byHeader(request: S3Request, authorization: string, keys: Keys, now: number): string {
  if (!authorization.startsWith('AWS4-HMAC-SHA256')) {
    throw new Refusal('InvalidRequest', 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.');
  }
  const [, credential = '', signedHeaders = '', signature = ''] = HEADER.exec(authorization) ?? [];
  if (!credential) throw new Refusal('AuthorizationHeaderMalformed');
  const timestamp = header(request, 'x-amz-date') ?? '';
  const at = readTimestamp(timestamp);
  if (Number.isNaN(at)) throw new Refusal('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header');
  const scope = readScope(credential, timestamp, keys, 'AuthorizationHeaderMalformed');
  if (Math.abs(now - at) > SKEW) {
    throw new Refusal('RequestTimeTooSkewed', undefined, { RequestTime: timestamp, ServerTime: new Date(now).toISOString() });
  }
  const payload = header(request, 'x-amz-content-sha256');
  if (payload === undefined) throw new Refusal('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  verify(request, { timestamp, scope, signedHeaders, signature, payload }, keys);
  return knownPayload(payload);
}

function byUrl(request: S3Request, keys: Keys, now: number): string {
  const [algorithm, credential, timestamp, expires, signedHeaders, signature] = PARAMETERS.map((name) => {
    const value = request.query.get(`X-Amz-${name}`);
    if (!value) throw malformedUrl(`Query-string authentication version 4 requires the parameter X-Amz-${name}.`);
    return value;
  }) as [string, string, string, string, string, string];
  if (algorithm !== 'AWS4-HMAC-SHA256') throw malformedUrl('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"');
  const at = readTimestamp(timestamp);
  if (Number.isNaN(at)) throw malformedUrl("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const life = /^\d+$/.test(expires) ? Number(expires) : NaN;
  if (!(life >= 1 && life <= LONGEST_LIFE)) throw malformedUrl('X-Amz-Expires must be between 1 and 604800 seconds');
  const scope = readScope(credential, timestamp, keys, 'AuthorizationQueryParametersError');
  const payload = header(request, 'x-amz-content-sha256') ?? UNSIGNED;
  verify(request, { timestamp, scope, signedHeaders, signature, payload }, keys);
  if (at - now > SKEW) throw new Refusal('AccessDenied', 'Request is not yet valid');
  if (now > at + life * 1_000) {
    const details = {
      'X-Amz-Expires': expires,
      Expires: new Date(at + life * 1_000).toISOString(),
      ServerTime: new Date(now).toISOString(),
    };
    throw new Refusal('AccessDenied', 'Request has expired', details);
  }
  return knownPayload(payload);
}

interface Proof {
  timestamp: string;
  scope: Scope;
  /** Separated by `;`. */
  signedHeaders: string;
  signature: string;
  payload: string;
}

function verify(request: S3Request, { timestamp, scope, signedHeaders, signature, payload }: Proof, keys: Keys): void {
  const signed = signedHeaders.split(';');
  const needed = Object.keys(request.headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const missing = needed.filter((name) => !signed.includes(name));
  if (!signed.includes('host') || missing.length > 0) {
    const details = { HeadersNotSigned: missing.join(', ') };
    throw new Refusal('AccessDenied', 'There were headers present in the request which were not signed', details);
  }
  const text = stringToSign(canonicalRequest(request, signed, payload), timestamp, scope);
  if (!isSame(signatureOf(text, keys.secretKey, scope), signature)) throw new Refusal('SignatureDoesNotMatch');
}

function knownPayload(payload: string): string {
  if (payload.startsWith('STREAMING-')) throw new Refusal('NotImplemented', 'Bodies signed chunk by chunk are not taken here.');
  if (payload === UNSIGNED || /^[0-9a-f]{64}$/.test(payload)) return payload;
  throw new Refusal('InvalidArgument', 'x-amz-content-sha256 must be UNSIGNED-PAYLOAD or a valid sha256 value.');
}

const malformedUrl = (message: string): Refusal => new Refusal('AuthorizationQueryParametersError', message);

/** What a presigned URL adds to the query of the call itself. */
export const isOfSignature = (parameter: string): boolean =>
  parameter === SIGNATURE_PARAMETER || PARAMETERS.some((name) => parameter === `X-Amz-${name}`);
