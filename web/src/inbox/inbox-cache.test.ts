import { InMemoryCache } from '@apollo/client';
import {
  ConversationPageDocument,
  type ConversationPageQuery,
  type ConversationRowFragment,
  ConversationsDocument,
  type MessageLineFragment,
  MyMediaDocument,
  type MyMediaFragment,
} from '../graphql/generated/graphql';
import { typePolicies } from '../graphql/type-policies';
import { dropConversation, dropHistory, knownRows, putConversation, putMessage, putMyMedia } from './inbox-cache';

const message = (n: number, from: 'ME' | 'THEM' = 'THEM'): MessageLineFragment => ({
  __typename: 'Message',
  id: `m${n}`,
  clientId: `client-${n}`,
  from,
  kind: 'TEXT',
  text: `message ${n}`,
  hiddenMedia: 0,
  media: [],
  quotedPost: null,
  removed: false,
  sentAt: new Date(Date.UTC(2026, 0, 1, 10, n)).toISOString(),
});

const row = (id: string, change: Partial<ConversationRowFragment> = {}): ConversationRowFragment => ({
  __typename: 'Conversation',
  id,
  openedAt: '2026-01-01T09:00:00.000Z',
  status: 'OPEN',
  unread: 0,
  lastActivityAt: '2026-01-01T10:00:00.000Z',
  readUpTo: null,
  theirReadUpTo: null,
  canSend: 'ALLOWED',
  mediaAllowed: false,
  with: null,
  lastMessage: null,
  ...change,
});

const edges = (...messages: MessageLineFragment[]) => messages.map((node) => ({ __typename: 'MessageEdge' as const, node }));
const page = (messages: MessageLineFragment[], older: boolean): ConversationPageQuery => ({
  conversation: {
    ...row('c1'),
    messages: {
      __typename: 'MessageConnection',
      edges: edges(...messages),
      pageInfo: { __typename: 'PageInfo', hasPreviousPage: older, startCursor: messages[0]?.id ?? null },
    },
  } as ConversationPageQuery['conversation'],
});

function aCache(...rows: ConversationRowFragment[]) {
  const cache = new InMemoryCache({ typePolicies, possibleTypes: { Person: ['Man', 'Woman'] } });
  cache.writeQuery({
    query: ConversationsDocument,
    variables: { first: 30 },
    data: {
      conversations: {
        __typename: 'ConversationConnection',
        edges: rows.map((node) => ({ __typename: 'ConversationEdge' as const, node })),
        pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
        inboxVersion: 1,
      },
    },
  });
  return {
    cache,
    load: (messages: MessageLineFragment[], older = false, before?: string) =>
      cache.writeQuery({
        query: ConversationPageDocument,
        variables: { id: 'c1', last: 40, ...(before && { before }) },
        data: page(messages, older),
      }),
    history: () => cache.readQuery({ query: ConversationPageDocument, variables: { id: 'c1', last: 40 } })?.conversation.messages,
  };
}
const ids = (found: { edges: ReadonlyArray<{ node: { id: string } }> } | undefined) => found?.edges.map((edge) => edge.node.id);

describe('the list', () => {
  it('takes a new conversation once, and every later state of it', () => {
    const { cache } = aCache(row('c1'));
    putConversation(cache, row('c2'));
    putConversation(cache, row('c2', { unread: 3 }));
    expect(knownRows(cache).rows.map(({ id, unread }) => [id, unread])).toEqual([
      ['c2', 3],
      ['c1', 0],
    ]);
    expect(knownRows(cache).complete).toBe(true);
  });

  it('forgets a conversation that is gone, messages included', () => {
    const { cache, load, history } = aCache(row('c1'), row('c2'));
    load([message(1)]);
    dropConversation(cache, 'c1');
    expect(knownRows(cache).rows.map(({ id }) => id)).toEqual(['c2']);
    expect(history()).toBeUndefined();
    expect(JSON.stringify(cache.extract())).not.toContain('message 1');
  });
});

describe('the history', () => {
  it('takes each live message once, at its place', () => {
    const { cache, load, history } = aCache(row('c1'));
    load([message(1), message(2)]);
    expect(putMessage(cache, 'c1', message(4, 'ME'))).toBe(true);
    putMessage(cache, 'c1', message(3));
    putMessage(cache, 'c1', message(4, 'ME'));
    expect(ids(history())).toEqual(['m1', 'm2', 'm3', 'm4']);
  });

  it('says when it is not loaded, so that it is asked again', () => {
    const { cache } = aCache(row('c1'));
    expect(putMessage(cache, 'c1', message(1))).toBe(false);
  });

  it('grows upwards without losing what is below', () => {
    const { load, history } = aCache(row('c1'));
    load([message(4), message(5)], true);
    load([message(2), message(3)], false, 'm4');
    expect(ids(history())).toEqual(['m2', 'm3', 'm4', 'm5']);
    expect(history()?.pageInfo).toMatchObject({ hasPreviousPage: false, startCursor: 'm2' });
  });

  it('keeps older pages and live messages when the newest page is asked again', () => {
    const { cache, load, history } = aCache(row('c1'));
    load([message(3), message(4)], true);
    load([message(1), message(2)], false, 'm3');
    putMessage(cache, 'c1', message(6));
    // Written by the server before message 6, and with a message 5 that this tab has not heard of.
    load([message(4), message(5)], true);
    expect(ids(history())).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6']);
    expect(history()?.pageInfo).toMatchObject({ hasPreviousPage: false });
  });

  it('does not put a far older page under a new one with a hole between', () => {
    const { load, history } = aCache(row('c1'));
    load([message(1), message(2)], false);
    load([message(50), message(51)], true);
    expect(ids(history())).toEqual(['m50', 'm51']);
    expect(history()?.pageInfo).toMatchObject({ hasPreviousPage: true, startCursor: 'm50' });
  });

  it('keeps the first message of a new conversation that overtook its empty history', () => {
    const { cache, load, history } = aCache(row('c1'));
    load([]);
    putMessage(cache, 'c1', message(1));
    load([]);
    expect(ids(history())).toEqual(['m1']);
    dropHistory(cache, 'c1');
    expect(history()).toBeUndefined();
  });
});

describe('my photos and films', () => {
  const media = (id: string, change: Partial<MyMediaFragment> = {}): MyMediaFragment => ({
    __typename: 'MyMedia',
    id,
    kind: 'PHOTO',
    purpose: 'PROFILE',
    status: 'PROCESSING',
    refusal: null,
    progress: 0,
    alt: '',
    caption: '',
    shown: null,
    ...change,
  });
  const shown = (cache: InMemoryCache) => cache.readQuery({ query: MyMediaDocument })?.myMedia.map(({ id, status }) => `${id} ${status}`);

  it('are taken in once, photos before films, and every later state of them', () => {
    const { cache } = aCache();
    cache.writeQuery({ query: MyMediaDocument, data: { myMedia: [media('p1'), media('f1', { kind: 'VIDEO' })] } });
    putMyMedia(cache, media('p2'));
    putMyMedia(cache, media('p2', { status: 'READY' }));
    putMyMedia(cache, media('p1', { status: 'REJECTED', refusal: 'TOO_SMALL' }));
    putMyMedia(cache, media('f2', { kind: 'VIDEO' }));
    expect(shown(cache)).toEqual(['p1 REJECTED', 'p2 READY', 'f1 PROCESSING', 'f2 PROCESSING']);
  });

  it('never go back to an earlier stage: an answer may be overtaken by the inbox', () => {
    const { cache } = aCache();
    const picture = {
      __typename: 'Media' as const,
      id: 'p1',
      kind: 'PHOTO' as const,
      width: 800,
      height: 1_000,
      duration: null,
      color: '#aabbcc',
      alt: '',
      caption: '',
      small: '/media/p1/small',
      medium: '/media/p1/medium',
      large: '/media/p1/large',
      film: null,
    };
    cache.writeQuery({ query: MyMediaDocument, data: { myMedia: [media('p1', { status: 'UPLOADING' }), media('p2')] } });
    putMyMedia(cache, media('p1', { status: 'READY', shown: picture }));
    putMyMedia(cache, media('p2', { status: 'REJECTED', refusal: 'DAMAGED' }));
    putMyMedia(cache, media('p1'));
    putMyMedia(cache, media('p2'));
    expect(cache.readQuery({ query: MyMediaDocument })?.myMedia).toMatchObject([
      { status: 'READY', shown: { id: 'p1' } },
      { status: 'REJECTED', refusal: 'DAMAGED' },
    ]);
  });

  it('wait for the list before they are in it', () => {
    const { cache } = aCache();
    putMyMedia(cache, media('p1'));
    expect(shown(cache)).toBeUndefined();
  });
});
