import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { type MaybeRefOrGetter, type Ref, shallowRef, toValue, watch } from 'vue';
import { client } from './client';

/** What the cache knows of one thing, and every change of it. */
export function useFragment<TData>(
  fragment: TypedDocumentNode<TData, OperationVariables>,
  options: { fragmentName?: string; from: MaybeRefOrGetter<{ __typename: string; id: string } | null> },
): Ref<TData | undefined> {
  const data = shallowRef<TData>();
  watch(
    () => {
      const from = toValue(options.from);
      return from && client.cache.identify(from);
    },
    (id, _previous, onCleanup) => {
      data.value = undefined;
      if (!id) return;
      const subscription = client
        .watchFragment({ fragment, from: id, ...(options.fragmentName && { fragmentName: options.fragmentName }) })
        .subscribe((answer) => {
          if (answer.complete) data.value = answer.data as TData;
        });
      onCleanup(() => subscription.unsubscribe());
    },
    { immediate: true },
  );
  return data;
}
