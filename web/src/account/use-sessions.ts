import { computed } from 'vue';
import { codeOf, toUserMessage, useAction } from '../api';
import { client, useMutation, useQuery } from '../graphql';
import { EndSessionDocument, SessionsDocument, type SessionsQuery } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';
import { session } from '../session';
import { showToast } from '../ui/toast';

export type Device = SessionsQuery['sessions'][number];

/** Where she or he is signed in. Signing one device out shows at once, and comes back if the server could not. */
export function useSessions() {
  const { t } = useI18n();
  const { result, loading, error, refetch } = useQuery(SessionsDocument, {});
  const { mutate } = useMutation(EndSessionDocument);
  const devices = computed(() =>
    [...(result.value?.sessions ?? [])].sort((a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt.localeCompare(a.lastUsedAt)),
  );
  const nameOf = ({ device }: Device) => device || t('account.sessions.unknown');

  async function end(device: Device): Promise<void> {
    const forget = () =>
      client.cache.updateQuery(
        { query: SessionsDocument },
        (known) => known && { ...known, sessions: known.sessions.filter(({ id }) => id !== device.id) },
      );
    try {
      await mutate({ id: device.id }, { optimisticResponse: { endSession: true }, update: forget });
      showToast(t('account.sessions.ended', { device: nameOf(device) }));
    } catch (cause) {
      // Gone already is what was wanted.
      if (codeOf(cause) === 'NOT_FOUND') return void forget();
      showToast(toUserMessage(cause), { tone: 'problem', action: { label: t('ui.retry'), run: () => void end(device) } });
    }
  }

  const everywhere = useAction(() => session.signOut({ everywhere: true }));
  return {
    devices,
    loading,
    problem: computed(() => (error.value && !result.value ? toUserMessage(error.value) : undefined)),
    refetch,
    nameOf,
    end,
    everywhere,
  };
}
