import { check, type Dump } from './checker.js';
import { Journal, type Did } from './journal.js';

/** A small true history: lea writes twice, hugo once; lea has two devices, hugo one. Each test breaks it in one place. */
function aHistory() {
  const [lea, hugo] = ['lea', 'hugo'];
  const talk = 'talk';
  const messages = [
    { id: 'm1', conversation: talk, seq: 1, sender: lea, clientId: 'c1' },
    { id: 'm2', conversation: talk, seq: 2, sender: hugo, clientId: 'c2' },
    { id: 'm3', conversation: talk, seq: 3, sender: lea, clientId: 'c3' },
  ];
  const inbox = (userId: string) => [
    { userId, number: 1, kind: 'OPENED', conversation: talk, messageId: null },
    ...messages.map(({ id }, n) => ({ userId, number: n + 2, kind: 'MESSAGE', conversation: talk, messageId: id })),
  ];
  const dump: Dump = {
    messages,
    inboxes: [...inbox(lea), ...inbox(hugo)],
    conversations: [{ id: talk, people: [lea, hugo], open: true }],
  };
  const journals = { phone: new Journal('phone', lea), laptop: new Journal('laptop', lea), his: new Journal('his', hugo) };
  const said = (journal: Journal, n: number): void => {
    const about = { conversation: talk, clientId: `c${n}`, door: 0 };
    journal.add({ did: 'sent', ...about }, n * 10);
    journal.add({ did: 'acked', id: `m${n}`, ...about }, n * 10 + 1);
  };
  said(journals.phone, 1);
  said(journals.his, 2);
  said(journals.phone, 3);
  for (const journal of Object.values(journals)) {
    journal.add(shown(1, 'ConversationOpened'), 1);
    for (const n of [1, 2, 3]) journal.add(shown(n + 1, 'MessageSent', n), n * 10 + 5);
  }
  return { ...journals, dump, check: () => check(Object.values(journals), dump) };
}

const shown = (number: number, kind: string, n?: number): Did => ({
  did: 'shown',
  number,
  kind,
  conversation: 'talk',
  message: n === undefined ? null : { id: `m${n}`, clientId: `c${n}` },
});

/** Takes the events with this number out of a journal. */
const forget = (journal: Journal, number: number): void => {
  const kept = journal.entries.filter((entry) => entry.did !== 'shown' || entry.number !== number);
  journal.entries.splice(0, Infinity, ...kept);
};

/** Ends the conversation at `at`, as PostgreSQL would tell it: row 5 of both inboxes, seen by all. */
function end(history: ReturnType<typeof aHistory>, at: number): void {
  history.dump.conversations[0]!.open = false;
  history.phone.add({ did: 'ending', conversation: 'talk' }, at - 1);
  history.phone.add({ did: 'ended', conversation: 'talk' }, at);
  const rows = ['lea', 'hugo'].map((userId) => ({ userId, number: 5, kind: 'CLOSED', conversation: 'talk', messageId: null }));
  history.dump.inboxes = ['lea', 'hugo'].flatMap((userId, n) => [...history.dump.inboxes.filter((row) => row.userId === userId), rows[n]!]);
  for (const journal of [history.phone, history.laptop, history.his]) journal.add(shown(5, 'ConversationClosed'), at + 1);
}

describe('the checker', () => {
  it('finds nothing in a true history, ended or not', () => {
    const history = aHistory();
    expect(history.check()).toEqual([]);
    end(history, 100);
    expect(history.check()).toEqual([]);
  });

  it('lets a device that came late begin where it came', () => {
    const history = aHistory();
    const late = new Journal('late', 'lea', 3);
    late.add(shown(4, 'MessageSent', 3));
    expect(check([history.phone, history.laptop, history.his, late], history.dump)).toEqual([]);
  });

  it('I1: sees what was acknowledged and is not stored, or twice, or as another, and what nobody sent', () => {
    const lost = aHistory();
    lost.phone.add({ did: 'sent', conversation: 'talk', clientId: 'c9', door: 0 });
    lost.phone.add({ did: 'acked', conversation: 'talk', clientId: 'c9', door: 0, id: 'm9' });
    expect(lost.check()).toContainEqual(expect.stringMatching(/I1: phone had c9 acknowledged, and it is stored 0 times/));
    const twice = aHistory();
    twice.dump.messages.push({ ...twice.dump.messages[0]!, id: 'm1bis', seq: 4 });
    expect(twice.check()).toContainEqual(expect.stringMatching(/I1: .*c1.* stored 2 times/));
    const other = aHistory();
    other.phone.add({ did: 'acked', conversation: 'talk', clientId: 'c1', door: 0, id: 'm2' });
    expect(other.check()).toContainEqual(expect.stringMatching(/I1: .* acknowledged as m2, and it is stored as m1/));
    const stray = aHistory();
    stray.phone.entries.splice(0, 2);
    expect(stray.check()).toContainEqual('I1: lea c1 is stored, and nobody sent it');
  });

  it('I2: sees what one of her devices never saw', () => {
    const history = aHistory();
    forget(history.laptop, 4);
    expect(history.check()).toContainEqual('I2: m3 was acknowledged, and laptop never saw it');
  });

  it('I3: sees the same message shown twice', () => {
    const history = aHistory();
    history.his.add(shown(5, 'MessageSent', 3), 40);
    expect(history.check()).toContainEqual('I3: his was shown c3 twice');
  });

  it('I4: sees a hole, a disorder, an invention, and who stands still', () => {
    const hole = aHistory();
    forget(hole.laptop, 3);
    expect(hole.check()).toContainEqual('I4: laptop was shown number 4 after 2');
    const disorder = aHistory();
    disorder.laptop.entries.reverse();
    expect(disorder.check()).toContainEqual(expect.stringMatching(/I4: laptop was shown number 4 after 0/));
    const invented = aHistory();
    forget(invented.his, 4);
    invented.his.add(shown(4, 'MessageSent', 1), 40);
    expect(invented.check()).toContainEqual('I4: his was shown MessageSent m1 as number 4, stored is MESSAGE m3');
    const hidden = aHistory();
    forget(hidden.his, 4);
    hidden.his.add(shown(4, 'Tombstone'), 40);
    expect(hidden.check()).toContainEqual(expect.stringMatching(/I4: his was shown Tombstone/));
    const still = aHistory();
    forget(still.his, 4);
    expect(still.check()).toContainEqual('I4: his stands at 3, its inbox at 4');
  });

  it('I4: sees stored numbers that are not dense, and messages numbered in another order than they were said in', () => {
    const gap = aHistory();
    gap.dump.inboxes = gap.dump.inboxes.filter(({ userId, number }) => userId !== 'lea' || number !== 2);
    expect(gap.check()).toContainEqual('I4: the inbox of lea has number 3 at place 2');
    const swapped = aHistory();
    [swapped.dump.messages[0]!.seq, swapped.dump.messages[1]!.seq] = [2, 1];
    expect(swapped.check()).toContainEqual('I4: the inbox of hugo has message 2 of talk after 0');
  });

  it('I5: sees what is shown after an end, and what is taken after it', () => {
    const shownLate = aHistory();
    forget(shownLate.his, 4);
    end(shownLate, 100);
    shownLate.his.add(shown(4, 'MessageSent', 3), 2_000);
    expect(shownLate.check()).toContainEqual('I5: his was shown a MessageSent 1900 ms after the end');
    const takenLate = aHistory();
    end(takenLate, 15);
    expect(takenLate.check()).toEqual(
      expect.arrayContaining([
        'I5: c2 was taken after the end',
        'I5: his was shown c2, said after the end',
        'I5: c3 was taken after the end',
      ]),
    );
  });

  it('lets words on their way at an end be hidden or refused, and nobody else’s', () => {
    const history = aHistory();
    const about = { did: 'refused', conversation: 'talk', clientId: 'c8', code: 'CONFLICT' } as const;
    end(history, 100);
    forget(history.his, 4);
    history.his.entries.splice(-1, 0, { at: 100, ...shown(4, 'Tombstone') });
    history.his.add(about, 101);
    expect(history.check()).toEqual([]);
    const open = aHistory();
    open.his.add(about, 50);
    open.his.add({ did: 'wronged', how: 'signed out (4401)' });
    expect(open.check()).toEqual(['his was signed out (4401)', 'his was refused c8 for good (CONFLICT) in an open conversation']);
  });
});
