import type { OperationVariables, TypedDocumentNode, WatchQueryFetchPolicy } from '@apollo/client';
import { computed, type MaybeRefOrGetter, onScopeDispose, type Ref, ref, shallowRef, toValue, watch } from 'vue';
import { client } from './client';

export interface QueryOptions {
  /** While false nothing is asked; `result` keeps its last value. */
  enabled?: MaybeRefOrGetter<boolean>;
  fetchPolicy?: WatchQueryFetchPolicy;
}

export interface QueryHandle<TData, TVariables extends OperationVariables> {
  result: Ref<TData | undefined>;
  /** A first answer is awaited: show a skeleton. */
  loading: Ref<boolean>;
  /** An answer to the present variables is awaited; `result` may still be that of the former ones. */
  pending: Ref<boolean>;
  loadingMore: Ref<boolean>;
  error: Ref<Error | undefined>;
  refetch(): Promise<void>;
  /** Asks the next page; the cache's type policy joins it to `result`. */
  fetchMore(variables: Partial<TVariables>): Promise<void>;
}

export function useQuery<TData, TVariables extends OperationVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables?: MaybeRefOrGetter<NoInfer<TVariables>>,
  options: QueryOptions = {},
): QueryHandle<TData, TVariables> {
  const result = shallowRef<TData>();
  const error = shallowRef<Error>();
  const waiting = ref(true);
  const loadingMore = ref(false);
  const enabled = () => toValue(options.enabled ?? true);
  const current = () => toValue(variables) ?? ({} as TVariables);
  const start = () =>
    client.watchQuery<TData, TVariables>({
      query: document,
      variables: current(),
      ...(options.fetchPolicy && { fetchPolicy: options.fetchPolicy }),
    } as Parameters<typeof client.watchQuery<TData, TVariables>>[0]);

  let query: ReturnType<typeof start> | undefined;
  let subscription: { unsubscribe(): void } | undefined;

  function listen(): void {
    query = start();
    // What the cache knows is there at the first paint: coming back to a list finds its height, and so its place.
    const known = query.getCurrentResult();
    if (known.dataState === 'complete') result.value = known.data as TData;
    subscription = query.subscribe((answer) => {
      if (answer.dataState === 'complete') result.value = answer.data as TData;
      error.value = answer.error;
      waiting.value = answer.loading && !loadingMore.value;
    });
  }

  watch(
    () => (enabled() ? JSON.stringify(current()) : null),
    (key) => {
      if (key === null) return;
      waiting.value = true;
      if (!query) listen();
      // The refusal arrives in the subscription as well.
      else query.setVariables(current()).catch(() => undefined);
    },
    { immediate: true },
  );
  onScopeDispose(() => subscription?.unsubscribe());

  return {
    result,
    error,
    pending: computed(() => waiting.value && enabled()),
    loadingMore,
    loading: computed(() => waiting.value && enabled() && result.value === undefined && !error.value),
    async refetch() {
      error.value = undefined;
      waiting.value = true;
      await query?.refetch().catch(() => undefined);
    },
    async fetchMore(more) {
      if (!query || loadingMore.value) return;
      loadingMore.value = true;
      try {
        await query.fetchMore({ variables: more } as Parameters<typeof query.fetchMore>[0]);
        // The client tells its watchers in a timer set before this one, and not at all while a next page is asked:
        // until `result` holds this page, nobody may ask again.
        await new Promise((resolve) => setTimeout(resolve));
        error.value = undefined;
      } catch (cause) {
        error.value = cause instanceof Error ? cause : new Error(String(cause));
      } finally {
        loadingMore.value = false;
      }
    },
  };
}
