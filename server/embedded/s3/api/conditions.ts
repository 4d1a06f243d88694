import { Refusal } from '../errors.js';
import { header, type S3Request } from '../request.js';
import type { Stored } from '../store/objects.js';

/** Whether the reader already has it (304); throws when it is not what the reader asked for (412). In RFC 9110's order. */
export function isUnchanged(request: S3Request, { etag, modified }: Stored): boolean {
  const changedAt = Math.floor(Date.parse(modified) / 1_000) * 1_000;
  const [match, noneMatch] = [header(request, 'if-match'), header(request, 'if-none-match')];
  const [since, unmodifiedSince] = [date(request, 'if-modified-since'), date(request, 'if-unmodified-since')];
  if (match !== undefined ? !names(match, etag) : changedAt > unmodifiedSince) throw new Refusal('PreconditionFailed');
  return noneMatch !== undefined ? names(noneMatch, etag) : changedAt <= since;
}

/** The conditions of a write, on what it would replace. */
export function assertMayReplace(request: S3Request, current: Stored | undefined): void {
  const [match, noneMatch] = [header(request, 'if-match'), header(request, 'if-none-match')];
  if (match !== undefined && !current) throw new Refusal('NoSuchKey');
  if (match !== undefined && !names(match, current?.etag ?? ''))
    throw new Refusal('PreconditionFailed', undefined, { Condition: 'If-Match' });
  if (noneMatch === undefined) return;
  if (noneMatch !== '*') throw new Refusal('NotImplemented');
  if (current) throw new Refusal('PreconditionFailed', undefined, { Condition: 'If-None-Match' });
}

const names = (list: string, etag: string): boolean =>
  list.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//, '').replaceAll('"', '') === etag);

/** NaN when absent or no date: comparisons with it are false, which is to ignore it. */
const date = (request: S3Request, name: string): number => Date.parse(header(request, name) ?? '');

/** The bytes `Range` asks for, both ends included; null for all. */
export function rangeOf(request: S3Request, size: number): { start: number; end: number } | null {
  const text = header(request, 'range');
  if (text === undefined) return null;
  if (text.includes(',')) throw new Refusal('NotImplemented', 'One range at a time.');
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(text) ?? [];
  // What is no range is none, as if it had not been said.
  if ((!from && !to) || (from && to && Number(from) > Number(to))) return null;
  const start = from ? Number(from) : Math.max(0, size - Number(to));
  const end = from && to ? Math.min(Number(to), size - 1) : size - 1;
  if (start > end) throw new Refusal('InvalidRange', undefined, { RangeRequested: text, ActualObjectSize: size });
  return { start, end };
}
