import { Refusal } from '../errors.js';
import { header, type S3Request } from '../request.js';

const KEPT = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires'];
const META = 'x-amz-meta-';
const MOST = 2 * 1_024;

/** What an upload says of its object, and every reading of it repeats. */
export function metadataOf(request: Pick<S3Request, 'headers'>): Record<string, string> {
  const kept: Record<string, string> = { 'content-type': header(request, 'content-type') ?? 'binary/octet-stream' };
  let size = 0;
  for (const name of Object.keys(request.headers)) {
    const value = header(request, name) ?? '';
    if (KEPT.includes(name) || name.startsWith(META)) kept[name] = value;
    if (name.startsWith(META)) size += Buffer.byteLength(name.slice(META.length)) + Buffer.byteLength(value);
  }
  if (size > MOST) throw new Refusal('MetadataTooLarge', undefined, { Size: size, MaxSizeAllowed: MOST });
  return kept;
}
