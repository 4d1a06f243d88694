import { jest } from '@jest/globals';
import { flushPromises } from '@vue/test-utils';
import { effectScope } from 'vue';
import { network, refused } from '../../test/network';
import { hashOf } from '../api';
import { client } from '../graphql';
import { CreatePostDocument, DeletePostDocument, type MyPostFragment, MyPostsDocument } from '../graphql/generated/graphql';
import { platform } from '../platform';
import { dismissToast, useToasts } from '../ui/toast';
import { useMyPosts } from './use-my-posts';
import { usePublish } from './use-publish';

const ad = (id: string, text: string): MyPostFragment => ({
  __typename: 'MyPost',
  id,
  text,
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:00:00.000Z',
  pinned: false,
  archived: false,
  expiresOn: null,
  likesAllowed: true,
  likes: 0,
  views: 0,
  media: [],
});
const list = (...ads: MyPostFragment[]) => ({
  data: {
    myPosts: {
      __typename: 'MyPostConnection',
      edges: ads.map((node) => ({ __typename: 'MyPostEdge', node })),
      pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
    },
  },
});
const asked = (document: object) => hashOf(document);
const start = <T>(setup: () => T) => {
  const scope = effectScope();
  return { of: scope.run(setup) as T, stop: () => scope.stop() };
};

beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
afterEach(async () => {
  jest.useRealTimers();
  await client.clearStore();
  for (const { id } of useToasts().value) dismissToast(id);
  for (const store of [platform.lasting, platform.passing]) for (const key of store.keys()) store.remove(key);
});

it('hides a deleted ad at once, and deletes it only when it is too late to undo', async () => {
  const requests = network(({ hash }) =>
    hash === asked(DeletePostDocument)
      ? { data: { deletePost: { __typename: 'DeletePostPayload', deletedId: 'a' } } }
      : list(ad('a', 'Un'), ad('b', 'Deux')),
  );
  const { of, stop } = start(useMyPosts);
  await flushPromises();
  const deletions = () => requests.filter(({ hash }) => hash === asked(DeletePostDocument)).length;

  of.remove('a');
  expect(of.posts.value.map(({ id }) => id)).toEqual(['b']);
  useToasts().value.at(-1)?.action?.run();
  expect(of.posts.value.map(({ id }) => id)).toEqual(['a', 'b']);
  jest.runAllTimers();
  await flushPromises();
  expect(deletions()).toBe(0);

  of.remove('a');
  jest.runAllTimers();
  await flushPromises();
  expect(deletions()).toBe(1);
  expect(of.posts.value.map(({ id }) => id)).toEqual(['b']);
  stop();
});

it('finishes at the next visit what a closed tab left', async () => {
  let reachable = false;
  const requests = network(({ hash }) => {
    if (hash !== asked(DeletePostDocument)) return list(ad('a', 'Un'));
    return reachable ? { data: { deletePost: { __typename: 'DeletePostPayload', deletedId: 'a' } } } : 'unreachable';
  });
  const first = start(useMyPosts);
  await flushPromises();
  first.of.remove('a');
  first.stop();
  await flushPromises();
  reachable = true;
  const second = start(useMyPosts);
  expect(second.of.posts.value).toEqual([]);
  await flushPromises();
  expect(requests.filter(({ hash }) => hash === asked(DeletePostDocument))).toHaveLength(2);
  second.stop();
});

it('shows an ad again, and says so, when it could not be deleted', async () => {
  network(({ hash }) => (hash === asked(DeletePostDocument) ? refused('INTERNAL') : list(ad('a', 'Un'))));
  const { of, stop } = start(useMyPosts);
  await flushPromises();
  of.remove('a');
  jest.runAllTimers();
  await flushPromises();
  expect(of.posts.value.map(({ id }) => id)).toEqual(['a']);
  expect(useToasts().value.at(-1)?.tone).toBe('problem');
  stop();
});

it('keeps the words of an ad that could not be published', async () => {
  network(({ hash }) => (hash === asked(CreatePostDocument) ? refused('CONFLICT') : list()));
  const { of, stop } = start(() => usePublish(0));
  of.text.value = 'Cherche co-équipière.';
  expect(await of.publish()).toBe(false);
  expect(of.text.value).toBe('Cherche co-équipière.');
  expect(of.problem.value).toBe('posts.full');
  stop();
  expect(start(() => usePublish(0)).of.text.value).toBe('Cherche co-équipière.');
});

it('does not ask for a second ad when only the answer was lost', async () => {
  let published = false;
  network(({ hash }) => {
    if (hash !== asked(CreatePostDocument)) return published ? list(ad('n', 'Bonjour')) : list();
    published = true;
    return 'unreachable';
  });
  await client.query({ query: MyPostsDocument, variables: { archived: false, first: 20 } });
  const { of, stop } = start(() => usePublish(0));
  of.text.value = '  Bonjour ';
  expect(await of.publish()).toBe(true);
  expect(of.text.value).toBe('');
  stop();
});
