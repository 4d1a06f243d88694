import { computed } from 'vue';
import { toUserMessage } from '../api';
import { useQuery } from '../graphql';
import { MyMediaDocument } from '../graphql/generated/graphql';
import { useMessenger } from '../inbox';

/** My photos and films at whatever stage, in my order. The inbox brings them and keeps them true. */
export function useMyMedia() {
  const messenger = useMessenger();
  const ready = computed(() => messenger.value?.inbox.ready ?? false);
  const { result, error, refetch } = useQuery(MyMediaDocument, {}, { enabled: ready, fetchPolicy: 'cache-first' });
  const failure = computed(() => error.value ?? (ready.value ? undefined : messenger.value?.inbox.failed));
  return {
    media: computed(() => result.value?.myMedia),
    problem: computed(() => (failure.value === undefined || result.value ? undefined : toUserMessage(failure.value))),
    retry: () => void (ready.value ? refetch() : messenger.value?.inbox.retry()),
  };
}
