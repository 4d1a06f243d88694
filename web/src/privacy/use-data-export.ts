import { computed, onScopeDispose, watch } from 'vue';
import { toUserMessage, useAction } from '../api';
import { useMutation, useQuery } from '../graphql';
import { DataExportDocument, RequestDataExportDocument } from '../graphql/generated/graphql';

const LOOK_AGAIN_MS = 3_000;

/** The copy of one's data: asked for, being made, there. While it is made we look again now and then; a mail says it too. */
export function useDataExport() {
  const { result, loading, error, refetch } = useQuery(DataExportDocument, {}, { fetchPolicy: 'cache-and-network' });
  const { mutate } = useMutation(RequestDataExportDocument);
  const copy = computed(() => result.value?.dataExport);
  const request = useAction(async () => {
    await mutate(
      {},
      {
        update: (cache, { data }) => cache.writeQuery({ query: DataExportDocument, data: { dataExport: data?.requestDataExport ?? null } }),
      },
    );
  });

  let timer: ReturnType<typeof setInterval> | undefined;
  watch(
    () => copy.value?.status === 'PREPARING',
    (preparing) => {
      clearInterval(timer);
      if (preparing) timer = setInterval(() => void refetch().catch(() => undefined), LOOK_AGAIN_MS);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearInterval(timer));

  return {
    copy,
    loading,
    refetch,
    request,
    problem: computed(() => (error.value && !result.value ? toUserMessage(error.value) : undefined)),
  };
}
