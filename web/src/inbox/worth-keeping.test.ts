import type { NormalizedCacheObject } from '@apollo/client';
import { CONVERSATIONS, MESSAGES, worthKeeping } from './worth-keeping';

const ref = (id: string) => ({ __ref: id });
const edges = (kind: string, ids: readonly number[]) => ids.map((id) => ({ __typename: `${kind}Edge`, node: ref(`${kind}:${id}`) }));
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function aCache({ conversations, messages }: { conversations: number; messages: number }): NormalizedCacheObject {
  const entries = upTo(conversations).flatMap((id): [string, object][] => [
    [
      `Conversation:${id}`,
      {
        __typename: 'Conversation',
        id,
        lastActivityAt: `2026-01-01T00:00:${String(id).padStart(2, '0')}Z`,
        with: ref(`Man:${id}`),
        messages: {
          edges: edges(
            'Message',
            upTo(messages).map((n) => id * 1_000 + n),
          ),
          pageInfo: { hasPreviousPage: false, startCursor: 'first' },
        },
      },
    ],
    [`Man:${id}`, { __typename: 'Man', id, city: ref('City:69123') }],
    ...upTo(messages).map((n): [string, object] => [`Message:${id * 1_000 + n}`, { __typename: 'Message', id: id * 1_000 + n }]),
  ]);
  return {
    ...Object.fromEntries(entries),
    'City:69123': { __typename: 'City', code: '69123' },
    'Man:stranger': { __typename: 'Man', id: 'stranger' },
    'Conversation:closed': { __typename: 'Conversation', id: 'closed' },
    ROOT_QUERY: {
      __typename: 'Query',
      'conversation({"id":1})': ref('Conversation:1'),
      'conversation({"id":"closed"})': ref('Conversation:closed'),
      'men:{}': { edges: [{ node: ref('Man:stranger') }], pageInfo: {} },
      'conversations:{}': {
        edges: edges('Conversation', upTo(conversations)),
        pageInfo: { hasNextPage: false, endCursor: 'last' },
        inboxVersion: 7,
      },
    },
  } as NormalizedCacheObject;
}

interface List {
  edges: { node: { __ref: string } }[];
  pageInfo: object;
}

it('keeps conversations with their people and words, and nobody who was only looked at', () => {
  const cache = aCache({ conversations: 2, messages: 3 });
  const kept = worthKeeping(cache);
  const { 'men:{}': _men, 'conversation({"id":"closed"})': _closed, ...root } = cache['ROOT_QUERY'] as Record<string, unknown>;
  expect(kept['ROOT_QUERY']).toEqual(root);
  expect(Object.keys(kept).sort()).toEqual(
    Object.keys(cache)
      .filter((id) => !['Man:stranger', 'Conversation:closed'].includes(id))
      .sort(),
  );
});

it('keeps the newest of a long history, and knows that there was more', () => {
  const kept = worthKeeping(aCache({ conversations: 1, messages: MESSAGES + 5 }));
  const { messages } = kept['Conversation:1'] as unknown as { messages: List };
  expect(messages.edges).toHaveLength(MESSAGES);
  expect(messages.edges.at(-1)?.node).toEqual(ref(`Message:${1_000 + MESSAGES + 5}`));
  expect(messages.pageInfo).toEqual({ hasPreviousPage: true, startCursor: null });
  expect(kept['Message:1001']).toBeUndefined();
});

it('keeps the conversations with the newest words, and asks for the others again', () => {
  const kept = worthKeeping(aCache({ conversations: CONVERSATIONS + 3, messages: 1 }));
  const conversations = kept['ROOT_QUERY']?.['conversations:{}'] as unknown as List;
  expect(conversations.edges).toHaveLength(CONVERSATIONS);
  expect(conversations.pageInfo).toEqual({ hasNextPage: true, endCursor: null });
  expect(upTo(CONVERSATIONS + 3).filter((id) => kept[`Conversation:${id}`] === undefined)).toEqual([1, 2, 3]);
});

it('keeps nothing of an empty cache', () => expect(worthKeeping({})).toEqual({ ROOT_QUERY: {} }));
