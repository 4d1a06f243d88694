import { onScopeDispose, type Ref, ref, watch } from 'vue';
import { codeOf } from '../api';
import { client, listen } from '../graphql';
import { SetTypingDocument, SignalsDocument } from '../graphql/generated/graphql';

const TYPING_SHOWN_MS = 5_000;
const TYPING_SAID_EVERY_MS = 3_000;

/** Typing and presence of the other, while `active`. Hints only: nothing here is ever relied upon. */
export function useSignals(
  conversationId: string,
  active: () => boolean,
): { typing: Ref<boolean>; online: Ref<boolean>; stopTyping(): void } {
  const typing = ref(false);
  const online = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stopTyping = () => {
    clearTimeout(timer);
    typing.value = false;
  };

  watch(
    active,
    (on, _was, onCleanup) => {
      if (!on) return;
      const stop = listen(
        SignalsDocument,
        () => {
          // Asked at every connection, and each one starts without knowing.
          online.value = false;
          return { conversationId };
        },
        {
          next({ signals }) {
            if (signals.__typename === 'Presence') online.value = signals.online;
            else {
              clearTimeout(timer);
              typing.value = true;
              timer = setTimeout(stopTyping, TYPING_SHOWN_MS);
            }
          },
          refused: (error) => !['NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT'].includes(codeOf(error) ?? ''),
        },
      );
      onCleanup(() => {
        stop();
        stopTyping();
        online.value = false;
      });
    },
    { immediate: true },
  );
  onScopeDispose(stopTyping);
  return { typing, online, stopTyping };
}

/** Says that I am typing, not at every key. */
export function typingTeller(conversationId: string): () => void {
  let saidAt = -Infinity;
  return () => {
    if (performance.now() - saidAt < TYPING_SAID_EVERY_MS) return;
    saidAt = performance.now();
    client.mutate({ mutation: SetTypingDocument, variables: { conversationId } }).catch(() => undefined);
  };
}
