import type { MessageLineFragment, MessageMediaFragment } from '../graphql/generated/graphql';
import type { OutboxItem } from '../inbox';
import { FIRST, leadsAway } from '../safety/contacts';

export interface MessageRow {
  kind: 'message';
  key: string;
  id: string | null;
  mine: boolean;
  text: string | null;
  /** A moderator took it away. */
  removed: boolean;
  quote: string | null;
  media: readonly MessageMediaFragment[];
  /** How many photos and films of theirs are not shown. */
  hidden: number;
  /** What there was to see was removed. */
  gone: boolean;
  at: string;
  /** First and last of a run by the same person. */
  first: boolean;
  last: boolean;
  /** The newest of mine that the other has read. */
  read: boolean;
  /** The newest of mine that the server has, when unread. */
  sent: boolean;
  /** One of their first, and it leads out of here. */
  caution: boolean;
  /** Still on this device. */
  waiting: OutboxItem | null;
}

export type ThreadRow = { kind: 'start' | 'unread'; key: string } | { kind: 'day'; key: string; at: string } | MessageRow;

interface Thread {
  /** Oldest first. */
  messages: readonly MessageLineFragment[];
  waiting: readonly OutboxItem[];
  theirReadUpTo: string | null;
  /** Where I had stopped reading when I came in (null: nowhere yet); undefined when nothing was new. */
  newAfter?: string | null | undefined;
  /** The first message ever is among them. */
  whole: boolean;
  /** She has not allowed his photos, or takes it back this moment. */
  withoutTheirMedia?: boolean;
}

const RUN_MS = 5 * 60_000;
const dayOf = (iso: string) => new Date(iso).toDateString();

/** What the thread shows, from top to bottom. A message keeps its key from the first tap to the acknowledgement. */
export function threadRows({ messages, waiting, theirReadUpTo, newAfter, whole, withoutTheirMedia = false }: Thread): ThreadRow[] {
  const rows = [...messages.map((message) => delivered(message, withoutTheirMedia)), ...notYet(messages, waiting)];
  markState(rows, messages, theirReadUpTo);
  if (whole) for (const row of rows.filter(({ mine }) => !mine).slice(0, FIRST)) row.caution = leadsAway(row.text ?? '');
  const firstNew = newAfter === undefined ? undefined : firstNewOf(messages, newAfter);
  const isNew = (row: MessageRow | undefined) => row !== undefined && row.id !== null && row.id === firstNew;
  const result: ThreadRow[] = whole ? [{ kind: 'start', key: 'start' }] : [];
  rows.forEach((row, index) => {
    const above = rows[index - 1];
    const below = rows[index + 1];
    row.first = !above || isNew(row) || !sameRun(above, row);
    row.last = !below || isNew(below) || !sameRun(row, below);
    if (!above || dayOf(above.at) !== dayOf(row.at)) result.push({ kind: 'day', key: `day:${dayOf(row.at)}`, at: row.at });
    // Above the first message ever there is nothing to divide it from.
    if (isNew(row) && (above || !whole)) result.push({ kind: 'unread', key: 'unread' });
    result.push(row);
  });
  return result;
}

/** The id of the first message of theirs that was not read. */
function firstNewOf(messages: readonly MessageLineFragment[], readUpTo: string | null): string | undefined {
  const read = readUpTo === null ? -1 : messages.findIndex((message) => message.id === readUpTo);
  return messages.slice(read + 1).find((message) => message.from === 'THEM')?.id;
}

function delivered(message: MessageLineFragment, withoutTheirMedia: boolean): MessageRow {
  const { media, hiddenMedia, text, quotedPost, removed } = message;
  const covers = withoutTheirMedia && message.from === 'THEM';
  return {
    kind: 'message',
    key: `${message.from}:${message.clientId}`,
    id: message.id,
    mine: message.from === 'ME',
    text,
    removed,
    quote: quotedPost?.text ?? null,
    media: covers ? [] : media,
    hidden: hiddenMedia + (covers ? media.length : 0),
    gone: !removed && !text && !quotedPost && media.length + hiddenMedia === 0,
    at: message.sentAt,
    first: true,
    last: true,
    read: false,
    sent: false,
    caution: false,
    waiting: null,
  };
}

function notYet(messages: readonly MessageLineFragment[], waiting: readonly OutboxItem[]): MessageRow[] {
  const arrived = new Set(messages.filter((message) => message.from === 'ME').map((message) => message.clientId));
  return waiting
    .filter((item) => !arrived.has(item.clientId))
    .map((item) => ({
      kind: 'message',
      key: `ME:${item.clientId}`,
      id: null,
      mine: true,
      text: item.text,
      removed: false,
      quote: null,
      media: [],
      hidden: 0,
      gone: false,
      at: new Date(item.at).toISOString(),
      first: true,
      last: true,
      read: false,
      sent: false,
      caution: false,
      waiting: item,
    }));
}

function markState(rows: readonly MessageRow[], messages: readonly MessageLineFragment[], theirReadUpTo: string | null): void {
  const readIndex = theirReadUpTo === null ? -1 : messages.findLastIndex((message) => message.id === theirReadUpTo);
  const mine = rows.filter((row) => row.mine && row.id !== null);
  const read = mine.findLast((row) => rows.indexOf(row) <= readIndex);
  const newest = mine.at(-1);
  if (read) read.read = true;
  if (newest && newest !== read) newest.sent = true;
}

function sameRun(above: MessageRow, below: MessageRow): boolean {
  if (above.mine !== below.mine || dayOf(above.at) !== dayOf(below.at)) return false;
  // Each thing on its way says its own state.
  if (above.waiting || below.waiting) return false;
  return Date.parse(below.at) - Date.parse(above.at) < RUN_MS;
}
