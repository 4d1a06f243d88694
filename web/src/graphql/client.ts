import { ApolloClient, InMemoryCache } from '@apollo/client';
import { session } from '../session';
import { typePolicies } from './type-policies';
import { link } from './link';
import { closeSocket } from './socket';

export const client = new ApolloClient({
  link,
  cache: new InMemoryCache({
    typePolicies,
    possibleTypes: {
      Person: ['Man', 'Woman'],
      Signal: ['Typing', 'Presence'],
      InboxEvent: [
        'ConversationOpened',
        'MessageSent',
        'MessagesRead',
        'ConversationClosed',
        'MembershipChanged',
        'MediaChanged',
        'Tombstone',
      ],
    },
  }),
  defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
});

// Nothing of one account may be seen by the next one on the same computer.
session.onEnd(() => {
  closeSocket();
  client.clearStore().catch(() => undefined);
});
