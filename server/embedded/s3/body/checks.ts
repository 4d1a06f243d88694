import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Refusal, type RefusalCode } from '../errors.js';
import { header, type S3Request } from '../request.js';
import { UNSIGNED } from '../signature/authenticate.js';

/** Something that was promised about the bytes to come. */
export interface Check {
  update(chunk: Buffer): void;
  /** Throws when the promise was not kept. */
  verify(): void;
}

const BYTES = { md5: 16, sha1: 20, sha256: 32, crc32: 4 } as const;
type Algorithm = keyof typeof BYTES;

/** The digests a request gives of its body: x-amz-content-sha256, Content-MD5, x-amz-checksum-*. */
export function checksOf(request: S3Request, payload: string): Check[] {
  const md5 = header(request, 'content-md5');
  return [
    ...(payload === UNSIGNED ? [] : [check('sha256', Buffer.from(payload, 'hex'), 'XAmzContentSHA256Mismatch')]),
    ...(md5 === undefined ? [] : [check('md5', digest('md5', md5), 'BadDigest')]),
    ...checksums(request),
  ];
}

function checksums(request: S3Request): Check[] {
  const given = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-checksum-'));
  return given.map((name) => {
    const algorithm = name.slice('x-amz-checksum-'.length);
    if (!isKnown(algorithm)) throw new Refusal('NotImplemented', `Checksums by ${algorithm} are not verified here.`);
    return check(algorithm, digest(algorithm, header(request, name) ?? ''), 'BadDigest');
  });
}

const isKnown = (algorithm: string): algorithm is Algorithm => Object.hasOwn(BYTES, algorithm) && algorithm !== 'md5';

function digest(algorithm: Algorithm, base64: string): Buffer {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== BYTES[algorithm] || bytes.toString('base64') !== base64) throw new Refusal('InvalidDigest');
  return bytes;
}

function check(algorithm: Algorithm, promised: Buffer, refusal: RefusalCode): Check {
  const hash = algorithm === 'crc32' ? runningCrc32() : createHash(algorithm);
  return {
    update: (chunk) => void hash.update(chunk),
    verify: () => {
      if (!hash.digest().equals(promised)) throw new Refusal(refusal);
    },
  };
}

function runningCrc32() {
  let value = 0;
  return {
    update: (chunk: Buffer) => (value = crc32(chunk, value)),
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
  };
}
