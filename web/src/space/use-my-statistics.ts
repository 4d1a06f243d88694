import { computed } from 'vue';
import { toUserMessage } from '../api';
import { useQuery } from '../graphql';
import { MyStatisticsDocument, type MyStatisticsQuery } from '../graphql/generated/graphql';

export const METRICS = ['profileViews', 'postViews', 'likes', 'firstSteps'] as const;
export type Metric = (typeof METRICS)[number];
export type Numbers = Record<Metric, number>;

/** The last thirty days together. */
export const sumOf = (days: MyStatisticsQuery['myStatistics']['days'], metric: Metric): number =>
  days.reduce((sum, day) => sum + day[metric], 0);

/** How I am seen, in numbers of days that are over. */
export function useMyStatistics() {
  const { result, error, loading, refetch } = useQuery(MyStatisticsDocument, {}, { fetchPolicy: 'cache-and-network' });
  const statistics = computed(() => result.value?.myStatistics);
  return {
    statistics,
    loading,
    problem: computed(() => (error.value && !statistics.value ? toUserMessage(error.value) : undefined)),
    refetch,
  };
}

export type MyStatistics = ReturnType<typeof useMyStatistics>;
