import { server } from '../platform';

/** The picture of an illustrated portrait, by its key. */
export function illustrationUrl(key: string | null | undefined): string | undefined {
  return key ? `${server}/illustrations/${encodeURIComponent(key)}.svg` : undefined;
}
