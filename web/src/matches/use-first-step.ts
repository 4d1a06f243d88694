import { computed, type MaybeRefOrGetter, toValue } from 'vue';
import { useRouter } from 'vue-router';
import { codeOf, useAction } from '../api';
import { client, useMutation } from '../graphql';
import { CreateMatchDocument, type CreateMatchMutation } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';
import { platform, useDraft } from '../platform';
import { session } from '../session';
import { showToast } from '../ui/toast';
import { useFirstStepDraft } from './first-step-draft';

export const OPENING_MAX = 1_000;

export interface QuotedAd {
  id: string;
  text: string;
}

/** Her first step to one man: sent once however often she taps, and her words are kept until it went through. */
export function useFirstStep(man: { id: string; username: string }, quoted: MaybeRefOrGetter<QuotedAd | null>) {
  const { t } = useI18n();
  const router = useRouter();
  const draft = useFirstStepDraft(man.id);
  const { mutate } = useMutation(CreateMatchDocument);

  const { run, running, problem, error, fields } = useAction(async () => {
    const words = draft.text.value.trim();
    const quotedPostId = toValue(quoted)?.id ?? null;
    const { createMatch } = await mutate(
      { input: { manId: man.id, clientId: draft.clientId(), opening: words || null, quotedPostId } },
      { update: (_cache, { data }) => data && remember(man.id, data) },
    );
    const { conversation, openingSent } = createMatch;
    platform.app?.feel();
    draft.clear();
    if (words && !openingSent) handOver(words, conversation.id);
    await router.push({ name: 'conversation', params: { id: conversation.id } });
  });

  /** The pair existed already and her line was not used: it waits where she is taken. */
  function handOver(words: string, conversationId: string): void {
    const { text } = useDraft(`message:${session.me.value?.id ?? ''}:${conversationId}`, { lasting: true });
    text.value ||= words;
    showToast(t('matches.notSent'));
  }

  return {
    text: draft.text,
    send: run,
    sending: running,
    problem: computed(() => (codeOf(error.value) === 'CONFLICT' ? t('matches.unreachable', { name: man.username }) : problem.value)),
    /** The quoted ad went offline in the meantime. */
    quoteGone: computed(() => 'quotedPostId' in fields.value),
    tooLong: computed(() => [...draft.text.value].length > OPENING_MAX),
  };
}

/** His page knows of the conversation before anything is asked again. */
function remember(manId: string, { createMatch }: CreateMatchMutation): void {
  const { cache } = client;
  const to = cache.identify({ __typename: 'Conversation', id: createMatch.conversation.id });
  const id = cache.identify({ __typename: 'Man', id: manId });
  if (to && id) cache.modify<{ conversation: unknown }>({ id, fields: { conversation: () => ({ __ref: to }) } });
}
