import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { type Ref, ref, shallowRef } from 'vue';
import { client } from './client';

/** What is shown before the answer, and what the cache does with it. */
export type MutateOptions<TData, TVariables extends OperationVariables> = Partial<
  Pick<ApolloClient.MutateOptions<TData, TVariables>, 'optimisticResponse' | 'update' | 'refetchQueries' | 'context'>
>;

export interface MutationHandle<TData, TVariables extends OperationVariables> {
  /** Resolves with the data, rejects with the error; the error is also kept for display. */
  mutate(variables: TVariables, options?: MutateOptions<TData, TVariables>): Promise<TData>;
  loading: Ref<boolean>;
  error: Ref<unknown>;
}

export function useMutation<TData, TVariables extends OperationVariables>(
  document: TypedDocumentNode<TData, TVariables>,
): MutationHandle<TData, TVariables> {
  const running = ref(0);
  const loading = ref(false);
  const error = shallowRef<unknown>();
  return {
    loading,
    error,
    async mutate(variables, options = {}) {
      loading.value = ++running.value > 0;
      error.value = undefined;
      try {
        const { data } = await client.mutate({
          ...options,
          mutation: document,
          variables,
        } as unknown as ApolloClient.MutateOptions<TData, TVariables>);
        if (data == null) throw new Error('The answer is empty');
        return data as TData;
      } catch (cause) {
        error.value = cause;
        throw cause;
      } finally {
        loading.value = --running.value > 0;
      }
    },
  };
}
