import { computed, onScopeDispose, watch } from 'vue';
import { useQuery } from '../graphql';
import { MembershipDocument, type MembershipQuery } from '../graphql/generated/graphql';
import { platform } from '../platform';
import { session } from '../session';

export type Membership = MembershipQuery['me']['membership'];

/** Where her membership stands; asked again when she comes back from Stripe's pages or another tab. */
export function useMembership() {
  const woman = computed(() => session.role.value === 'WOMAN');
  const { result, loading, error, refetch } = useQuery(MembershipDocument, {}, { enabled: woman });
  const membership = computed(() => result.value?.me.membership);
  onScopeDispose(platform.onResume(() => woman.value && void refetch()));
  watch(
    () => membership.value?.hasAccess,
    (hasAccess) => {
      if (hasAccess !== undefined) session.patchMe({ membership: { __typename: 'Membership', hasAccess } });
    },
  );
  return { membership, loading, error, refetch };
}
