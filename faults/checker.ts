import type { Entry, Journal } from './journal.js';

/** What PostgreSQL holds of the people of a history. */
export interface Dump {
  messages: { id: string; conversation: string; seq: number; sender: string; clientId: string }[];
  /** Each person's inbox, in the order of its numbers. */
  inboxes: { userId: string; number: number; kind: string; conversation: string | null; messageId: string | null }[];
  conversations: { id: string; people: [string, string]; open: boolean }[];
}

/** What was on its way when an ending was acknowledged may still arrive for so long; not what was read after it. */
const IN_FLIGHT_MS = 1_000;
/** The events that show something of a conversation, by what the inbox calls them. */
const SHOWS: Record<string, string> = { OPENED: 'ConversationOpened', MESSAGE: 'MessageSent', READ: 'MessagesRead' };
const OTHERS: Record<string, string> = { CLOSED: 'ConversationClosed', MEMBERSHIP: 'MembershipChanged' };

type Of<D extends Entry['did']> = Entry & { did: D };

/** Compares what devices lived through with what PostgreSQL holds, once everything has come to rest. */
export function check(journals: readonly Journal[], dump: Dump): string[] {
  const history = new History(journals, dump);
  const found = [
    ...history.ackedIsStoredOnce(),
    ...history.ackedIsShownEverywhere(),
    ...history.nothingIsShownTwice(),
    ...history.inboxesAreDenseAndTrue(),
    ...history.nothingIsShownAfterAnEnd(),
    ...history.nobodyIsWronged(),
  ];
  return [...new Set(found)];
}

class History {
  private readonly rows;
  private readonly talks;
  private readonly inboxes;
  private readonly endings = new Map<string, { asked: number; acked: number }>();

  constructor(
    private readonly journals: readonly Journal[],
    private readonly dump: Dump,
  ) {
    this.rows = Map.groupBy(dump.messages, ({ sender, clientId }) => `${sender} ${clientId}`);
    this.talks = new Map(dump.conversations.map((talk) => [talk.id, talk]));
    this.inboxes = Map.groupBy(dump.inboxes, ({ userId }) => userId);
    for (const { conversation, at, did } of [...this.all('ending'), ...this.all('ended')]) {
      const known = this.endings.get(conversation) ?? { asked: Infinity, acked: Infinity };
      const which = did === 'ending' ? 'asked' : 'acked';
      this.endings.set(conversation, { ...known, [which]: Math.min(known[which], at) });
    }
  }

  /** I1: whatever was acknowledged is stored, exactly once and under one id; and nothing is stored that nobody sent. */
  ackedIsStoredOnce(): string[] {
    const found: string[] = [];
    const sent = new Set<string>();
    for (const { userId, device, entries } of this.journals) {
      for (const { clientId } of of(entries, 'sent')) sent.add(`${userId} ${clientId}`);
      for (const { clientId, id } of of(entries, 'acked')) {
        const rows = this.rows.get(`${userId} ${clientId}`) ?? [];
        if (rows.length !== 1) found.push(`I1: ${device} had ${clientId} acknowledged, and it is stored ${rows.length} times`);
        else if (rows[0]?.id !== id) found.push(`I1: ${device} had ${clientId} acknowledged as ${id}, and it is stored as ${rows[0]?.id}`);
      }
    }
    for (const [key, rows] of this.rows) {
      if (rows.length > 1) found.push(`I1: ${key} is stored ${rows.length} times`);
      if (!sent.has(key)) found.push(`I1: ${key} is stored, and nobody sent it`);
    }
    return found;
  }

  /** I2: whatever was acknowledged is shown on every device of both, as long as their conversation is open. */
  ackedIsShownEverywhere(): string[] {
    const shown = new Map(this.journals.map((journal) => [journal, new Set(messagesOf(journal).map(({ id }) => id))]));
    const byUser = Map.groupBy(this.journals, ({ userId }) => userId);
    const found: string[] = [];
    for (const { id, conversation } of this.all('acked')) {
      const talk = this.talks.get(conversation);
      if (!talk?.open) continue;
      for (const journal of talk.people.flatMap((person) => byUser.get(person) ?? [])) {
        if (!journal.follows || this.startedAfter(journal, id)) continue;
        if (!shown.get(journal)?.has(id ?? '')) found.push(`I2: ${id} was acknowledged, and ${journal.device} never saw it`);
      }
    }
    return found;
  }

  /** I3 */
  nothingIsShownTwice(): string[] {
    return this.journals.flatMap((journal) => {
      const seen = new Set<string>();
      return messagesOf(journal).flatMap(({ clientId }) => {
        const twice = seen.has(clientId);
        seen.add(clientId);
        return twice ? [`I3: ${journal.device} was shown ${clientId} twice`] : [];
      });
    });
  }

  /** I4: every device saw each number after its first one, in order and to the last, and under each what is stored there. */
  inboxesAreDenseAndTrue(): string[] {
    return [...this.journals.flatMap((journal) => this.readRight(journal)), ...this.numbersFollowTheConversation()];
  }

  /** I5: once an ending was acknowledged, nothing of the conversation is shown, and nothing said later is taken. */
  nothingIsShownAfterAnEnd(): string[] {
    const found: string[] = [];
    const tooLate = new Set<string>();
    const firstTries = new Map<string, Of<'sent'>>();
    for (const entry of this.all('sent')) {
      const first = firstTries.get(entry.clientId);
      if (!first || entry.at < first.at) firstTries.set(entry.clientId, entry);
    }
    for (const { clientId, conversation, at } of firstTries.values()) {
      if (at > (this.endings.get(conversation)?.acked ?? Infinity)) tooLate.add(clientId);
    }
    for (const { clientId } of this.all('acked')) if (tooLate.has(clientId)) found.push(`I5: ${clientId} was taken after the end`);
    for (const { device, entries } of this.journals) {
      for (const { at, kind, conversation, message } of of(entries, 'shown')) {
        if (!Object.values(SHOWS).includes(kind)) continue;
        const ended = this.endings.get(conversation ?? '')?.acked ?? Infinity;
        if (at > ended + IN_FLIGHT_MS) found.push(`I5: ${device} was shown a ${kind} ${Math.round(at - ended)} ms after the end`);
        if (message && tooLate.has(message.clientId)) found.push(`I5: ${device} was shown ${message.clientId}, said after the end`);
      }
    }
    return found;
  }

  /** Refusals belong to conversations that were ended; and no fault signs anybody out or makes them start anew. */
  nobodyIsWronged(): string[] {
    return this.journals.flatMap(({ device, entries }) => [
      ...of(entries, 'wronged').map(({ how }) => `${device} was ${how}`),
      ...of(entries, 'refused')
        .filter(({ conversation, at }) => at < (this.endings.get(conversation)?.asked ?? Infinity))
        .map(({ code, clientId }) => `${device} was refused ${clientId} for good (${code}) in an open conversation`),
    ]);
  }

  private readRight({ device, userId, from, follows, entries }: Journal): string[] {
    const found: string[] = [];
    if (!follows) return found;
    const inbox = this.inboxes.get(userId) ?? [];
    const rows = new Map(inbox.map((row) => [row.number, row]));
    let last = from;
    for (const event of of(entries, 'shown')) {
      if (event.number !== last + 1) found.push(`I4: ${device} was shown number ${event.number} after ${last}`);
      last = event.number;
      const row = rows.get(event.number);
      if (!row) found.push(`I4: ${device} was shown number ${event.number}, which is not stored`);
      else if (!this.isTrue(event, row))
        found.push(
          `I4: ${device} was shown ${event.kind} ${event.message?.id ?? ''} as number ${event.number}, stored is ${row.kind} ${row.messageId ?? ''}`,
        );
    }
    const end = inbox.at(-1)?.number ?? 0;
    if (last !== end) found.push(`I4: ${device} stands at ${last}, its inbox at ${end}`);
    return found;
  }

  private isTrue(event: Of<'shown'>, row: Dump['inboxes'][number]): boolean {
    if (event.kind === 'Tombstone') return event.at >= (this.endings.get(row.conversation ?? '')?.asked ?? Infinity);
    if (event.kind !== (SHOWS[row.kind] ?? OTHERS[row.kind])) return false;
    return event.conversation === row.conversation && (row.kind !== 'MESSAGE' || event.message?.id === row.messageId);
  }

  /** Inbox numbers are dense, and the messages of one conversation follow each other in them as they were said. */
  private numbersFollowTheConversation(): string[] {
    const seqs = new Map(this.dump.messages.map(({ id, seq }) => [id, seq]));
    const found: string[] = [];
    for (const [userId, inbox] of this.inboxes) {
      const said = new Map<string, number>();
      for (const [index, { number, kind, conversation, messageId }] of inbox.entries()) {
        if (number !== index + 1) found.push(`I4: the inbox of ${userId} has number ${number} at place ${index + 1}`);
        if (kind !== 'MESSAGE' || conversation === null) continue;
        const [before, seq] = [said.get(conversation) ?? 0, seqs.get(messageId ?? '') ?? -1];
        if (seq !== before + 1) found.push(`I4: the inbox of ${userId} has message ${seq} of ${conversation} after ${before}`);
        said.set(conversation, seq);
      }
    }
    return found;
  }

  private startedAfter({ userId, from }: Journal, messageId: string | undefined): boolean {
    if (from === 0) return false;
    return this.inboxes.get(userId)?.some((row) => row.messageId === messageId && row.number <= from) ?? false;
  }

  private all<D extends Entry['did']>(did: D): Of<D>[] {
    return this.journals.flatMap(({ entries }) => of(entries, did));
  }
}

export const of = <D extends Entry['did']>(entries: readonly Entry[], did: D): Of<D>[] =>
  entries.filter((entry): entry is Of<D> => entry.did === did);

const messagesOf = ({ entries }: Journal) => of(entries, 'shown').flatMap(({ message }) => (message ? [message] : []));
