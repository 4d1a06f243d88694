import { computed, ref, watch } from 'vue';
import { codeOf, toUserMessage } from '../api';
import { useQuery } from '../graphql';
import { ConversationPageDocument } from '../graphql/generated/graphql';
import { useMessenger } from '../inbox';
import { session } from '../session';
import { threadRows } from './thread-rows';

const PAGE = 40;

/** One conversation: its people, its messages (those on their way included), and paging upwards. */
export function useConversation(id: string) {
  const messenger = useMessenger();
  // A history asked before the snapshot could miss what was said between the two.
  const ready = computed(() => messenger.value?.inbox.ready ?? false);
  const query = useQuery(ConversationPageDocument, { id, last: PAGE }, { enabled: ready });
  const gone = computed(() => codeOf(query.error.value) === 'NOT_FOUND');
  const conversation = computed(() => (gone.value ? undefined : query.result.value?.conversation));
  const messages = computed(() => conversation.value?.messages.edges.map((edge) => edge.node) ?? []);
  const waiting = computed(() => messenger.value?.outbox.items.value.filter((item) => item.conversationId === id) ?? []);
  const hasOlder = computed(() => conversation.value?.messages.pageInfo.hasPreviousPage ?? false);
  const failure = computed(() => query.error.value ?? (ready.value ? undefined : messenger.value?.inbox.failed));

  // Reading moves the mark at once; the thread shows where it stood on entering.
  const newAfter = ref<string | null>();
  let entered = false;
  watch(
    conversation,
    (found) => {
      if (!found || entered) return;
      entered = true;
      if (found.unread > 0) newAfter.value = found.readUpTo ?? null;
    },
    { immediate: true },
  );

  // Counted when the question left: an answer may be older than what came while it was on its way.
  const outdated = computed(() => messenger.value?.inbox.outdated.get(id) ?? 0);
  let asked = outdated.value;
  watch([outdated, conversation, gone], () => {
    if (asked === outdated.value || !(conversation.value || gone.value)) return;
    asked = outdated.value;
    void query.refetch();
  });

  return {
    conversation,
    messages,
    gone,
    hasOlder,
    loadingOlder: query.loadingMore,
    loading: computed(() => !conversation.value && failure.value === undefined),
    problem: computed(() => (conversation.value || gone.value || failure.value === undefined ? undefined : toUserMessage(failure.value))),
    rows: computed(() =>
      threadRows({
        messages: messages.value,
        waiting: waiting.value,
        newAfter: newAfter.value,
        theirReadUpTo: conversation.value?.theirReadUpTo ?? null,
        whole: !hasOlder.value,
        withoutTheirMedia: session.me.value?.role === 'WOMAN' && conversation.value?.mediaAllowed === false,
      }),
    ),
    older(): void {
      const before = conversation.value?.messages.pageInfo.startCursor;
      if (before && hasOlder.value) void query.fetchMore({ before });
    },
    retry: () => void (ready.value ? query.refetch() : messenger.value?.inbox.retry()),
  };
}
