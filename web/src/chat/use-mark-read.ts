import { watch } from 'vue';
import { client } from '../graphql';
import { MarkReadDocument } from '../graphql/generated/graphql';
import { useMessenger } from '../inbox';
import { dismiss } from '../notifications/dismiss';

interface Reading {
  conversationId: string;
  unread: number;
  /** The newest message of the other. */
  upTo: string | undefined;
  /** It is on the screen, and somebody looks. */
  seen: boolean;
}

/** Tells the server what was read, once per message, and the header at once. */
export function useMarkRead(reading: () => Reading): void {
  const messenger = useMessenger();
  let told: string | undefined;

  async function tell(conversationId: string, upTo: string): Promise<void> {
    told = upTo;
    // A notification that stays is a blemish, no more.
    dismiss(conversationId).catch(() => undefined);
    try {
      const answer = client.mutate({
        mutation: MarkReadDocument,
        variables: { conversationId, upTo },
        optimisticResponse: { markRead: { __typename: 'Conversation', id: conversationId, unread: 0, readUpTo: upTo } },
      });
      messenger.value?.recount();
      await answer;
    } catch {
      told = undefined;
    }
    messenger.value?.recount();
  }

  watch(
    reading,
    ({ conversationId, unread, upTo, seen }) => {
      if (seen && unread > 0 && upTo && upTo !== told) void tell(conversationId, upTo);
    },
    { immediate: true },
  );
}
