import { computed } from 'vue';
import { toUserMessage } from '../api';
import { useQuery } from '../graphql';
import { MyProfileDocument } from '../graphql/generated/graphql';

/** Me with my profile, once it is known. */
export function useMyProfile() {
  const { result, loading, error, refetch } = useQuery(MyProfileDocument);
  return {
    me: computed(() => {
      const me = result.value?.me;
      return me?.profile ? { ...me, profile: me.profile } : undefined;
    }),
    loading,
    problem: computed(() => (error.value && !result.value ? toUserMessage(error.value) : undefined)),
    refetch,
  };
}

export type MeWithProfile = NonNullable<ReturnType<typeof useMyProfile>['me']['value']>;
