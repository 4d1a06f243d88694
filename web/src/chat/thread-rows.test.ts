import type { MessageLineFragment } from '../graphql/generated/graphql';
import { type MessageRow, threadRows } from './thread-rows';

const at = (day: number, hour: number, minute: number) => new Date(2026, 0, day, hour, minute).toISOString();
const said = (id: string, from: 'ME' | 'THEM', sentAt: string): MessageLineFragment => ({
  __typename: 'Message',
  id,
  clientId: `c-${id}`,
  from,
  kind: 'TEXT',
  text: id,
  hiddenMedia: 0,
  media: [],
  quotedPost: null,
  removed: false,
  sentAt,
});
const waiting = (clientId: string, text: string) => ({
  clientId,
  account: 'lea',
  conversationId: 'c1',
  text,
  at: new Date(2026, 0, 2, 12, 0).getTime(),
});
const thread = (messages: MessageLineFragment[], more: Partial<Parameters<typeof threadRows>[0]> = {}) =>
  threadRows({ messages, waiting: [], theirReadUpTo: null, whole: false, ...more });
const bubbles = (rows: ReturnType<typeof threadRows>) => rows.filter((row): row is MessageRow => row.kind === 'message');

it('opens each day with its name, and the thread with its beginning', () => {
  const messages = [said('a', 'ME', at(1, 23, 58)), said('b', 'ME', at(2, 0, 1))];
  expect(thread(messages, { whole: true }).map((row) => row.kind)).toEqual(['start', 'day', 'message', 'day', 'message']);
  expect(bubbles(thread(messages)).map((row) => [row.first, row.last])).toEqual([
    [true, true],
    [true, true],
  ]);
});

it('groups what one person says in one breath', () => {
  const rows = bubbles(
    thread([
      said('a', 'ME', at(1, 10, 0)),
      said('b', 'ME', at(1, 10, 3)),
      said('c', 'THEM', at(1, 10, 4)),
      said('d', 'THEM', at(1, 10, 30)),
    ]),
  );
  expect(rows.map((row) => [row.first, row.last])).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ]);
});

it('marks the newest of mine that was read, and the newest that only left', () => {
  const messages = [
    said('a', 'ME', at(1, 10, 0)),
    said('b', 'ME', at(1, 11, 0)),
    said('c', 'THEM', at(1, 12, 0)),
    said('d', 'ME', at(1, 13, 0)),
  ];
  const marks = (theirReadUpTo: string | null) =>
    bubbles(thread(messages, { theirReadUpTo })).map((row) => (row.read ? 'read' : row.sent ? 'sent' : ''));
  expect(marks(null)).toEqual(['', '', '', 'sent']);
  expect(marks('b')).toEqual(['', 'read', '', 'sent']);
  expect(marks('d')).toEqual(['', '', '', 'read']);
});

it('shows words on their way below, once, under the key they keep when they have arrived', () => {
  const before = thread([said('a', 'THEM', at(2, 9, 0))], { waiting: [waiting('c-b', 'b')] });
  const after = thread([said('a', 'THEM', at(2, 9, 0)), said('b', 'ME', at(2, 12, 0))], { waiting: [waiting('c-b', 'b')] });
  expect(before.map((row) => row.key)).toEqual(after.map((row) => row.key));
  expect(bubbles(before).at(-1)?.waiting?.text).toBe('b');
  expect(bubbles(after).at(-1)?.waiting).toBeNull();
});

it('says where the new messages begin, once, wherever the reader stands since', () => {
  const messages = [
    said('a', 'THEM', at(1, 10, 0)),
    said('b', 'ME', at(1, 10, 1)),
    said('c', 'THEM', at(1, 10, 2)),
    said('d', 'THEM', at(1, 10, 3)),
  ];
  const kinds = (newAfter: string | null | undefined, whole = true) => thread(messages, { newAfter, whole }).map((row) => row.kind);
  expect(kinds('a')).toEqual(['start', 'day', 'message', 'message', 'unread', 'message', 'message']);
  expect(kinds('c')).toEqual(['start', 'day', 'message', 'message', 'message', 'unread', 'message']);
  expect(kinds(undefined)).not.toContain('unread');
  expect(kinds('d')).not.toContain('unread');
  // All of it is new: nothing to divide, unless older ones are still to come.
  expect(kinds(null)).not.toContain('unread');
  expect(kinds(null, false)).toContain('unread');
});

it('begins a new run under the line of the new messages', () => {
  const rows = bubbles(thread([said('a', 'THEM', at(1, 10, 0)), said('b', 'THEM', at(1, 10, 1))], { newAfter: 'a' }));
  expect(rows.map((row) => [row.first, row.last])).toEqual([
    [true, true],
    [true, true],
  ]);
});

it('warns of an address or link among their first messages, and of nothing later', () => {
  const messages = ['06 12 34 56 78', 'b', 'c', 'www.exemple.fr'].map((text, n) => ({ ...said(`m${n}`, 'THEM', at(1, 10, n)), text }));
  const mine = { ...said('mine', 'ME', at(1, 9, 0)), text: 'www.exemple.fr' };
  const cautions = (more: object) => bubbles(thread([mine, ...messages], more)).map(({ caution }) => caution);
  expect(cautions({ whole: true })).toEqual([false, true, false, false, false]);
  // Where it began is not known.
  expect(cautions({ whole: false })).not.toContain(true);
});
