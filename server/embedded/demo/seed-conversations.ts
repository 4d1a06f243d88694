import { newId } from '../../src/platform/ids.js';
import type { Tx } from '../../src/platform/db/transaction.js';
import type { Calendar } from './calendar.js';
import type { DemoConversation } from './demo.types.js';
import { idAt, insertRows, type Row } from './rows.js';
import { idOf } from './seed-people.js';

interface Written {
  match: Row;
  conversation: Row;
  messages: Row[];
  events: Happening[];
}

/** One thing that both people of a conversation find in their inbox. */
interface Happening {
  at: Date;
  kind: 'OPENED' | 'MESSAGE';
  conversation: string;
  seq: number | null;
  actor: string;
  people: readonly string[];
}

/** `adId` finds the ad that a first step quotes. */
export async function seedConversations(
  tx: Tx,
  conversations: readonly DemoConversation[],
  ids: ReadonlyMap<string, string>,
  calendar: Calendar,
  adId: (man: string, text: string) => string,
): Promise<void> {
  const written = conversations.map((conversation) => write(conversation, ids, calendar, adId));
  await insertRows(
    tx,
    'matches',
    written.map(({ match }) => match),
  );
  await insertRows(
    tx,
    'conversations',
    written.map(({ conversation }) => conversation),
  );
  await insertRows(
    tx,
    'messages',
    written.flatMap(({ messages }) => messages),
  );
  const inboxes = numbered(written.flatMap(({ events }) => events));
  await insertRows(
    tx,
    'inboxes',
    [...inboxes].map(([user, rows]) => ({ user_id: user, version: rows.length })),
  );
  await insertRows(tx, 'inbox_events', [...inboxes.values()].flat());
}

function write(
  said: DemoConversation,
  ids: ReadonlyMap<string, string>,
  calendar: Calendar,
  adId: (man: string, text: string) => string,
): Written {
  const people = { SHE: idOf(ids, said.woman), HE: idOf(ids, said.man) };
  const [begun, ended] = [said.messages[0], said.messages.at(-1)];
  if (!begun || !ended) throw new Error('A conversation begins with her first step.');
  const openedAt = calendar.minutesAgo(begun.minutesAgo);
  const id = idAt(openedAt);
  const matchId = idAt(openedAt);
  const messages = said.messages.map(({ by, text, minutesAgo }, at) => {
    const sentAt = calendar.minutesAgo(minutesAgo);
    const quotes = at === 0 ? said.quotes : null;
    return {
      conversation_id: id,
      seq: at + 1,
      id: idAt(sentAt),
      sender_id: people[by],
      client_id: newId(),
      kind: at === 0 ? 'FIRST_STEP' : 'TEXT',
      text,
      quoted_post_id: quotes === null ? null : adId(said.man, quotes),
      quoted_text: quotes,
      sent_at: sentAt.toISOString(),
    };
  });
  const readBy = (reader: string, unread: number): { seq: number; id: string | null } => {
    const theirs = messages.filter(({ sender_id }) => sender_id !== reader);
    const last = theirs[theirs.length - 1 - unread];
    return { seq: last?.seq ?? 0, id: last?.id ?? null };
  };
  const she = readBy(people.SHE, said.unread.woman);
  const he = readBy(people.HE, said.unread.man);
  const happening = { conversation: id, people: [people.SHE, people.HE] };
  return {
    match: { id: matchId, woman_id: people.SHE, man_id: people.HE, created_at: openedAt.toISOString() },
    conversation: {
      id,
      match_id: matchId,
      woman_id: people.SHE,
      man_id: people.HE,
      status: 'OPEN',
      opened_at: openedAt.toISOString(),
      last_activity_at: calendar.minutesAgo(ended.minutesAgo).toISOString(),
      last_seq: messages.length,
      woman_read_seq: she.seq,
      woman_read_id: she.id,
      woman_unread: said.unread.woman,
      man_read_seq: he.seq,
      man_read_id: he.id,
      man_unread: said.unread.man,
    },
    messages,
    events: [
      { ...happening, at: openedAt, kind: 'OPENED', seq: null, actor: people.SHE },
      ...messages.map(({ seq, sender_id, sent_at }) => ({
        ...happening,
        at: new Date(sent_at),
        kind: 'MESSAGE' as const,
        seq,
        actor: sender_id,
      })),
    ],
  };
}

/** Each person's happenings in the order of time, numbered 1, 2, 3. */
function numbered(happenings: readonly Happening[]): Map<string, Row[]> {
  const inboxes = new Map<string, Row[]>();
  for (const { at, kind, conversation, seq, actor, people } of happenings.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    for (const user of people) {
      const rows = inboxes.get(user) ?? [];
      rows.push({
        user_id: user,
        number: rows.length + 1,
        at: at.toISOString(),
        kind,
        conversation_id: conversation,
        message_seq: seq,
        actor_id: actor,
      });
      inboxes.set(user, rows);
    }
  }
  return inboxes;
}
