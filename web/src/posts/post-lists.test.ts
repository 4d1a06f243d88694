import { client } from '../graphql';
import { type MyPostFragment, MyPostFragmentDoc, MyPostsDocument } from '../graphql/generated/graphql';
import { expiresOn } from './expiry';
import { placePost } from './place-post';

const ad = (id: string, day: number, change: Partial<MyPostFragment> = {}): MyPostFragment => ({
  __typename: 'MyPost',
  id,
  text: id,
  createdAt: `2026-11-${day}T10:00:00.000Z`,
  updatedAt: `2026-11-${day}T10:00:00.000Z`,
  pinned: false,
  archived: false,
  expiresOn: null,
  likesAllowed: true,
  likes: 0,
  views: 0,
  media: [],
  ...change,
});
function show(archived: boolean, ...ads: MyPostFragment[]): void {
  client.writeQuery({
    query: MyPostsDocument,
    variables: { archived, first: 20 },
    data: {
      myPosts: {
        __typename: 'MyPostConnection',
        edges: ads.map((node) => ({ __typename: 'MyPostEdge' as const, node })),
        pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
      },
    },
  });
}
const shown = (archived: boolean) =>
  client
    .readQuery({ query: MyPostsDocument, variables: { archived, first: 20 } })
    ?.myPosts.edges.map(({ node }) => (node.pinned ? `${node.id}!` : node.id));
function change(post: MyPostFragment): void {
  client.cache.writeFragment({ fragment: MyPostFragmentDoc, fragmentName: 'MyPost', data: post });
  placePost(client.cache, post);
}

afterEach(() => client.clearStore());

describe('an ad among my ads', () => {
  beforeEach(() => {
    show(false, ad('c', 22), ad('b', 21), ad('a', 20));
    show(true, ad('z', 19, { archived: true }));
  });

  it('goes to the archives and comes back to its place', () => {
    change(ad('b', 21, { archived: true }));
    expect([shown(false), shown(true)]).toEqual([
      ['c', 'a'],
      ['b', 'z'],
    ]);
    change(ad('b', 21));
    expect([shown(false), shown(true)]).toEqual([['c', 'b', 'a'], ['z']]);
  });

  it('stands first when it is pinned, and is the only one that is', () => {
    change(ad('a', 20, { pinned: true }));
    expect(shown(false)).toEqual(['a!', 'c', 'b']);
    change(ad('b', 21, { pinned: true }));
    expect(shown(false)).toEqual(['b!', 'c', 'a']);
    change(ad('b', 21));
    expect(shown(false)).toEqual(['c', 'b', 'a']);
  });

  it('that is new comes first, and once', () => {
    change(ad('n', 23));
    change(ad('n', 23));
    expect(shown(false)).toEqual(['n', 'c', 'b', 'a']);
  });
});

it('counts the days an ad is online from the day it is in Paris', () => {
  expect(expiresOn('7', new Date('2026-11-26T22:59:00Z'))).toBe('2026-12-03');
  expect(expiresOn('7', new Date('2026-11-26T23:01:00Z'))).toBe('2026-12-04');
  expect(expiresOn('30', new Date('2027-03-20T12:00:00Z'))).toBe('2027-04-19');
  expect([expiresOn(''), expiresOn('KEPT')]).toEqual([null, undefined]);
});
