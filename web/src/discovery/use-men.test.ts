import { flushPromises } from '@vue/test-utils';
import { effectScope, ref, watch } from 'vue';
import { network, refused } from '../../test/network';
import { client } from '../graphql';
import type { MenFilter, MenQuery } from '../graphql/generated/graphql';
import { useMen } from './use-men';

const man = (index: number) => ({
  __typename: 'ManEdge' as const,
  node: {
    __typename: 'Man' as const,
    id: `m${index}`,
    username: `Hugo ${index}`,
    age: 34,
    city: { __typename: 'City' as const, code: '69123', name: 'Lyon' },
    bio: '',
    illustration: 'h01',
    portrait: null,
    lastActive: 'TODAY' as const,
    postCount: 0,
    verified: false,
  },
});
const page = (from: number, to: number, hasNextPage: boolean): MenQuery => ({
  men: {
    __typename: 'ManConnection',
    edges: Array.from({ length: to - from }, (_, index) => man(from + index)),
    pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: `c${to - 1}` },
    scope: { __typename: 'SearchScope', kind: 'CITY', code: '69123', name: 'Lyon', widened: false },
  },
});
function start(filter: MenFilter = { cityCode: '69123' }) {
  const asked = ref(filter);
  const scope = effectScope();
  return { asked, list: scope.run(() => useMen(asked))!, stop: () => scope.stop() };
}
afterEach(() => client.clearStore());

it('joins the pages, each asked once and after the last', async () => {
  const requests = network(({ variables }) => ({ data: variables['after'] ? page(24, 30, false) : page(0, 24, true) }));
  const { list, stop } = start();
  await flushPromises();
  await Promise.all([list.more(), list.more()]);
  await flushPromises();
  expect(list.men.value.map(({ id }) => id)).toEqual(Array.from({ length: 30 }, (_, index) => `m${index}`));
  expect(list.hasMore.value).toBe(false);
  expect(requests.map(({ variables }) => variables['after'])).toEqual([undefined, 'c23']);
  stop();
});

it('asks for the next page, not for the same again, when it is asked the moment one arrives', async () => {
  const requests = network(({ variables }) => {
    const after = variables['after'] as string | undefined;
    const from = after ? Number(after.slice(1)) + 1 : 0;
    return { data: page(from, from + 24, from < 72) };
  });
  const { list, stop } = start();
  await flushPromises();
  const ask = () => !list.loadingMore.value && list.hasMore.value && void list.more();
  const done = new Promise<void>((resolve) => {
    watch([list.loadingMore, list.hasMore], () => (list.hasMore.value && requests.length < 9 ? ask() : resolve()));
  });
  ask();
  await done;
  expect(requests.map(({ variables }) => variables['after'])).toEqual([undefined, 'c23', 'c47', 'c71']);
  expect(new Set(list.men.value.map(({ id }) => id)).size).toBe(96);
  expect(list.men.value).toHaveLength(96);
  stop();
});

it('keeps the men it has when the next page fails, and goes on from there', async () => {
  let broken = true;
  network(({ variables }) => {
    if (!variables['after']) return { data: page(0, 24, true) };
    return broken ? refused('RATE_LIMITED') : { data: page(24, 30, false) };
  });
  const { list, stop } = start();
  await flushPromises();
  await list.more();
  expect(list.men.value).toHaveLength(24);
  expect(list.moreProblem.value).toBeDefined();
  expect(list.problem.value).toBeUndefined();
  broken = false;
  await list.more();
  await flushPromises();
  expect(list.moreProblem.value).toBeUndefined();
  expect(list.men.value).toHaveLength(30);
  stop();
});

it('knows a locked list from a broken one, and opens it when the filter is answered', async () => {
  network(({ variables }) =>
    (variables['filter'] as MenFilter).cityCode ? refused('SUBSCRIPTION_REQUIRED') : { data: page(0, 3, false) },
  );
  const { asked, list, stop } = start();
  await flushPromises();
  expect(list.locked.value).toBe(true);
  asked.value = {};
  await flushPromises();
  expect(list.locked.value).toBe(false);
  expect(list.men.value).toHaveLength(3);
  stop();
});
