import { computed, ref } from 'vue';
import { useAction } from '../api';
import { useMutation } from '../graphql';
import { type MyPostFragment, UpdatePostDocument } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';
import { useDraft } from '../platform';
import { showToast } from '../ui/toast';
import { textProblem } from './limits';

/** Changes the words of an ad in its place. They show at once, and are back in the field if the server refuses them. */
export function useEditPost(post: () => MyPostFragment) {
  const { t } = useI18n();
  const draft = useDraft(`ad:${post().id}`);
  const editing = ref(draft.text.value !== '');
  const { mutate } = useMutation(UpdatePostDocument);
  const tried = ref(false);

  const action = useAction(async () => {
    const present = post();
    const text = draft.text.value.trim();
    if (text !== present.text) {
      await mutate(
        { id: present.id, input: { text } },
        {
          optimisticResponse: {
            updatePost: { __typename: 'PostPayload', post: { ...present, text, updatedAt: new Date().toISOString() } },
          },
        },
      );
      showToast(t('posts.saved'));
    }
    draft.clear();
  });

  const problem = computed(() => {
    const own = tried.value ? textProblem(draft.text.value) : undefined;
    if (own) return t(own);
    return Object.keys(action.fields.value).length > 0 ? t('posts.refused') : action.problem.value;
  });

  return {
    editing,
    text: draft.text,
    problem,
    running: action.running,
    start(): void {
      draft.text.value = post().text;
      tried.value = false;
      editing.value = true;
    },
    cancel(): void {
      draft.clear();
      editing.value = false;
    },
    async save(): Promise<void> {
      tried.value = true;
      if (textProblem(draft.text.value)) return;
      editing.value = false;
      if (!(await action.run())) editing.value = true;
    },
  };
}
