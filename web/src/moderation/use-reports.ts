import { computed, type Ref } from 'vue';
import { toUserMessage } from '../api';
import { useQuery } from '../graphql';
import { type ReportLineFragment, ReportsDocument, type ReportStatus } from '../graphql/generated/graphql';

const PAGE = 20;

/** One of the two lists. Asked anew each time it is opened: another moderator may have been there. */
export function useReports(status: ReportStatus) {
  const query = useQuery(ReportsDocument, { status, first: PAGE }, { fetchPolicy: 'cache-and-network' });
  const connection = computed(() => query.result.value?.reports);
  return {
    reports: computed(
      () => connection.value?.edges.map((edge) => edge.node).filter((report) => report.status === status) ?? [],
    ) as Readonly<Ref<ReportLineFragment[]>>,
    loading: query.loading,
    loadingMore: query.loadingMore,
    problem: computed(() => (query.error.value ? toUserMessage(query.error.value) : undefined)),
    hasMore: computed(() => connection.value?.pageInfo.hasNextPage ?? false),
    more: () => void query.fetchMore({ after: connection.value?.pageInfo.endCursor ?? null }),
    retry: () => void query.refetch(),
  };
}
