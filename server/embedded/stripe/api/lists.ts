import { ApiError, missingReference } from '../errors.js';

interface Paging {
  limit?: number | undefined;
  starting_after?: string | undefined;
  ending_before?: string | undefined;
}

/** One page, newest first, as every list of the API. Takes the table in the order of creation. */
export function page<T extends { id: string; object: string }>(
  url: string,
  oldestFirst: T[],
  { limit = 10, starting_after: after, ending_before: before }: Paging,
): object {
  if (after !== undefined && before !== undefined) {
    throw new ApiError('You cannot use both starting_after and ending_before.', { code: 'parameters_exclusive' });
  }
  const all = [...oldestFirst].reverse();
  const at = (id: string, param: string): number => {
    const index = all.findIndex((item) => item.id === id);
    if (index < 0) throw missingReference(url.split('/').at(-1)?.replace(/s$/, '') ?? 'object', id, param);
    return index;
  };
  if (before !== undefined) {
    const end = at(before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: all.slice(start, end), has_more: start > 0, url };
  }
  const start = after === undefined ? 0 : at(after, 'starting_after') + 1;
  return { object: 'list', data: all.slice(start, start + limit), has_more: start + limit < all.length, url };
}
