import type { z } from 'zod';
import { Refusal } from '../errors.js';
import { header, type S3Request } from '../request.js';
import { checksOf } from './checks.js';
import { parseXml } from './parse-xml.js';

const LONGEST = 2 * 1_024 * 1_024;

/** A small document sent as a body, once every digest that was promised is verified. */
export async function readXml<T>(request: S3Request, payload: string, shape: z.ZodType<T>): Promise<T> {
  return parseXml(await readBody(request, payload), shape);
}

export async function readBody(request: S3Request, payload: string): Promise<string> {
  const checks = checksOf(request, payload);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.bytes) {
    size += chunk.length;
    if (size > LONGEST) throw new Refusal('MalformedXML');
    for (const check of checks) check.update(chunk);
    chunks.push(chunk);
  }
  for (const check of checks) check.verify();
  return Buffer.concat(chunks).toString('utf8');
}

/** What S3 wants to know before it takes a body. */
export function declaredLength(request: S3Request): number {
  const length = header(request, 'content-length');
  if (length === undefined) throw new Refusal('MissingContentLength');
  return Number(length);
}
