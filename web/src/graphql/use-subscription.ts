import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { type MaybeRefOrGetter, type Ref, shallowRef, toValue, watch } from 'vue';
import { client } from './client';

export interface SubscriptionHandlers<TData> {
  next(data: TData): void;
  error?(error: unknown): void;
  complete?(): void;
}

/** Follows the variables; `null` pauses. Ends with the component. */
export function useSubscription<TData, TVariables extends OperationVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: MaybeRefOrGetter<TVariables | null>,
  handlers: SubscriptionHandlers<TData>,
): { error: Ref<unknown> } {
  const error = shallowRef<unknown>();
  watch(
    () => toValue(variables),
    (current, _previous, onCleanup) => {
      if (current === null) return;
      const stop = subscribe(document, current, {
        ...handlers,
        error(cause) {
          error.value = cause;
          handlers.error?.(cause);
        },
      });
      onCleanup(stop);
    },
    { immediate: true },
  );
  return { error };
}

/** Outside a component, for what lives as long as the session (the inbox). Returns the way to stop. */
export function subscribe<TData, TVariables extends OperationVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: TVariables,
  handlers: SubscriptionHandlers<TData>,
): () => void {
  const subscription = client
    .subscribe({ query: document, variables, fetchPolicy: 'no-cache' } as unknown as Parameters<
      typeof client.subscribe<TData, TVariables>
    >[0])
    .subscribe({
      next(answer) {
        if (answer.error) handlers.error?.(answer.error);
        else if (answer.data) handlers.next(answer.data as TData);
      },
      error: (cause: unknown) => handlers.error?.(cause),
      complete: () => handlers.complete?.(),
    });
  return () => subscription.unsubscribe();
}
