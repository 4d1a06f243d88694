import { watch } from 'vue';
import { client } from '../graphql';
import { OpenedProfileDocument } from '../graphql/generated/graphql';

/** He has her profile before his eyes: she may know on which day. Whether that was heard changes nothing for him. */
export function useOpenedProfile(woman: () => string | undefined): void {
  watch(
    woman,
    (id) => {
      if (id) client.query({ query: OpenedProfileDocument, variables: { id }, fetchPolicy: 'no-cache' }).catch(() => undefined);
    },
    { immediate: true },
  );
}
