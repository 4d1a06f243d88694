import type { TypedDocumentNode } from '@apollo/client';
import { flushPromises } from '@vue/test-utils';
import { parse } from 'graphql';
import { effectScope, ref } from 'vue';
import { network, refused } from '../../test/network';
import { codeOf } from '../api';
import { client, useMutation, useQuery } from './index';
import { type MeQuery, MeDocument } from './generated/graphql';

const me = (unreadConversations: number): MeQuery => ({
  me: {
    __typename: 'Me',
    id: '1',
    email: 'lea@example.org',
    role: 'WOMAN',
    locale: 'FR',
    inboxVersion: 4,
    unreadConversations,
    membership: { __typename: 'Membership', status: 'ACTIVE', hasAccess: true, accessUntil: null, renews: true },
    profile: null,
  },
});
const run = <T>(setup: () => T) => {
  const scope = effectScope();
  return { result: scope.run(setup) as T, stop: () => scope.stop() };
};
afterEach(() => client.clearStore());

it('asks when enabled, shows the answer, and follows the cache', async () => {
  const requests = network(() => ({ data: me(2) }));
  const enabled = ref(false);
  const { result: query, stop } = run(() => useQuery(MeDocument, {}, { enabled }));
  await flushPromises();
  expect(requests).toEqual([]);
  expect(query.loading.value).toBe(false);
  enabled.value = true;
  await flushPromises();
  expect(requests).toHaveLength(1);
  expect(query.result.value?.me.unreadConversations).toBe(2);
  client.cache.writeQuery({ query: MeDocument, data: me(0) });
  await flushPromises();
  expect(query.result.value?.me.unreadConversations).toBe(0);
  stop();
});

it('tells a refusal, then recovers', async () => {
  let broken = true;
  network(() => (broken ? refused('RATE_LIMITED') : { data: me(1) }));
  const { result: query, stop } = run(() => useQuery(MeDocument, {}, { fetchPolicy: 'network-only' }));
  await flushPromises();
  expect(codeOf(query.error.value)).toBe('RATE_LIMITED');
  expect(query.loading.value).toBe(false);
  broken = false;
  await query.refetch();
  await flushPromises();
  expect(query.error.value).toBeUndefined();
  expect(query.result.value?.me.unreadConversations).toBe(1);
  stop();
});

it('stops listening with its component', async () => {
  network(() => ({ data: me(1) }));
  const { result: query, stop } = run(() => useQuery(MeDocument));
  await flushPromises();
  stop();
  client.cache.writeQuery({ query: MeDocument, data: me(9) });
  await flushPromises();
  expect(query.result.value?.me.unreadConversations).toBe(1);
});

it('tells a lost network apart from a refusal', async () => {
  network(() => 'unreachable');
  const { result: query, stop } = run(() => useQuery(MeDocument, {}, { fetchPolicy: 'network-only' }));
  await flushPromises();
  expect(codeOf(query.error.value)).toBe('NETWORK');
  stop();
});

it('rejects a failed mutation and keeps its error for display', async () => {
  network(() => refused('CONFLICT'));
  const document: TypedDocumentNode<{ setTyping: boolean }, { id: string }> = Object.assign(
    parse('mutation SetTyping($id: ID!) { setTyping(conversationId: $id) }'),
    { __meta__: { hash: 'a'.repeat(64) } },
  );
  const { mutate, error, loading } = useMutation(document);
  const going = mutate({ id: '1' });
  expect(loading.value).toBe(true);
  await expect(going).rejects.toThrow();
  expect(loading.value).toBe(false);
  expect(codeOf(error.value)).toBe('CONFLICT');
});
