import type { ApolloCache } from '@apollo/client';
import { editConnection } from '../graphql';
import type { MyPostFragment } from '../graphql/generated/graphql';

/** Shows an ad of mine in the list where it belongs now, at its place: the pinned one first, then the newest. */
export function placePost(cache: ApolloCache, { __typename, id, archived, pinned }: MyPostFragment): void {
  const ref = cache.identify({ __typename, id });
  if (!ref) return;
  editConnection(cache, 'myPosts', (edges, read, name) => {
    const others = edges.filter(({ node }) => node.__ref !== ref);
    if (pinned) for (const { node } of others) if (read('pinned', node)) cache.modify({ id: node.__ref, fields: { pinned: () => false } });
    if (archived !== name.includes('"archived":true')) return others;
    // « 1 » before the time of the pinned one, « 0 » before all others.
    const rank = ({ node }: (typeof edges)[number]): string => {
      const first = node.__ref === ref ? pinned : !pinned && read('pinned', node) === true;
      return `${Number(first)} ${String(read('createdAt', node))}`;
    };
    return [...others, { __typename: 'MyPostEdge', node: { __ref: ref } }].sort((a, b) => rank(b).localeCompare(rank(a)));
  });
}
