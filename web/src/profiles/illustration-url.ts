/** The picture of an illustrated portrait, by its key. */
export function illustrationUrl(key: string | null | undefined): string | undefined {
  return key ? `/illustrations/${encodeURIComponent(key)}.svg` : undefined;
}
