import type { ApolloCache, Reference } from '@apollo/client';
import { editConnection } from '../graphql/edit-connection';
import {
  type ConversationRowFragment,
  ConversationRowFragmentDoc,
  type MessageLineFragment,
  MessageLineFragmentDoc,
  type MyMediaFragment,
  MyMediaFragmentDoc,
} from '../graphql/generated/graphql';

const conversation = (id: string) => ({ __typename: 'Conversation', id });

/** Shows a conversation as the server says it is now; a new one joins the list. */
export function putConversation(cache: ApolloCache, row: ConversationRowFragment): void {
  const node = cache.writeFragment({ fragment: ConversationRowFragmentDoc, fragmentName: 'ConversationRow', data: row });
  if (!node) return;
  editConnection(cache, 'conversations', (edges) =>
    edges.some((edge) => edge.node.__ref === node.__ref) ? edges : [{ __typename: 'ConversationEdge', node }, ...edges],
  );
}

/** Adds a message at its place, once. False when the history is not loaded: then there is nothing to add it to. */
export function putMessage(cache: ApolloCache, conversationId: string, message: MessageLineFragment): boolean {
  const node = cache.writeFragment({ fragment: MessageLineFragmentDoc, fragmentName: 'MessageLine', data: message });
  let loaded = false;
  if (!node) return loaded;
  editConnection(
    cache,
    'messages',
    (edges, readField) => {
      loaded = true;
      if (edges.some((edge) => edge.node.__ref === node.__ref)) return edges;
      // The acknowledgement of mine may overtake the event of theirs: the server's clock decides.
      const at = edges.findLastIndex((edge) => String(readField('sentAt', edge.node)) <= message.sentAt) + 1;
      // One that a moderator took away comes again: above what is loaded it is not put, or what lies between would be missing.
      if (at === 0 && edges.length > 0 && message.removed) return edges;
      return [...edges.slice(0, at), { __typename: 'MessageEdge', node }, ...edges.slice(at)];
    },
    conversation(conversationId),
  );
  return loaded;
}

/** Forgets what was said in it: closed conversations show nothing, and a loaded history may have a hole. */
export function dropHistory(cache: ApolloCache, conversationId: string): void {
  const id = cache.identify(conversation(conversationId));
  if (id) cache.evict({ id, fieldName: 'messages' });
}

export function dropAllHistories(cache: ApolloCache): void {
  const entries = cache.extract() as Record<string, unknown>;
  for (const id of Object.keys(entries)) if (id.startsWith('Conversation:')) cache.evict({ id, fieldName: 'messages' });
}

export function dropConversation(cache: ApolloCache, conversationId: string): void {
  const id = cache.identify(conversation(conversationId));
  if (!id) return;
  editConnection(cache, 'conversations', (edges) => edges.filter((edge) => edge.node.__ref !== id));
  cache.evict({ id });
  cache.gc();
}

/** Shows a photo or film of mine as the server says it is now; a new one joins the others of its kind. */
export function putMyMedia(cache: ApolloCache, media: MyMediaFragment): void {
  const put = cache.writeFragment({ fragment: MyMediaFragmentDoc, fragmentName: 'MyMedia', data: media });
  // What was sent for something else is looked at there.
  if (!put || media.purpose !== 'PROFILE') return;
  cache.modify<Record<string, unknown>>({
    fields: {
      myMedia(found, { readField }) {
        const all = found as readonly Reference[];
        if (all.some((each) => each.__ref === put.__ref)) return found;
        // Photos, then films: as the server lists them.
        const at = media.kind === 'PHOTO' ? all.filter((each) => readField('kind', each) === 'PHOTO').length : all.length;
        return [...all.slice(0, at), put, ...all.slice(at)];
      },
    },
  });
}

/** What this tab knows of its conversations, newest first. `complete`: there are no others. */
export function knownRows(cache: ApolloCache): { rows: ConversationRowFragment[]; complete: boolean } {
  const rows: ConversationRowFragment[] = [];
  let complete = false;
  cache.modify<Record<string, unknown>>({
    fields: {
      conversations: (found) => {
        const { edges, pageInfo } = found as { edges: ReadonlyArray<{ node: Reference }>; pageInfo: { hasNextPage?: boolean } };
        complete = pageInfo.hasNextPage === false;
        for (const { node } of edges) {
          const row = cache.readFragment({
            id: node.__ref,
            fragment: ConversationRowFragmentDoc,
            fragmentName: 'ConversationRow',
            optimistic: true,
          });
          if (row) rows.push(row);
        }
        return found;
      },
    },
  });
  return { rows, complete };
}
