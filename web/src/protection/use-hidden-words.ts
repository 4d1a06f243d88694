import { computed } from 'vue';
import { toUserMessage } from '../api';
import { useMutation } from '../graphql';
import { SetHiddenWordsDocument } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';
import { session } from '../session';
import { showToast } from '../ui/toast';

export const WORDS_MAX = 50;
export const WORD_MAX = 40;

/** Her list: what she adds or takes away counts at once on this device, and is sent. */
export function useHiddenWords() {
  const { t } = useI18n();
  const { mutate } = useMutation(SetHiddenWordsDocument);
  const words = computed(() => session.me.value?.hiddenWords ?? []);
  // What is sent last is the whole list: an answer to an earlier one must not bring that back.
  let turn = 0;

  async function set(next: readonly string[]): Promise<void> {
    const before = words.value;
    const mine = ++turn;
    session.patchMe({ hiddenWords: [...next] });
    try {
      const { setHiddenWords } = await mutate({ input: { words: [...next] } });
      if (mine === turn) session.patchMe({ hiddenWords: setHiddenWords });
    } catch (cause) {
      if (mine !== turn) return;
      session.patchMe({ hiddenWords: before });
      showToast(toUserMessage(cause), { tone: 'problem', action: { label: t('ui.retry'), run: () => void set(next) } });
    }
  }

  const has = (word: string) => words.value.some((other) => other.toLowerCase() === word.toLowerCase());
  return {
    words,
    has,
    add: (word: string) => set([word, ...words.value]),
    remove(word: string): void {
      const before = words.value;
      void set(before.filter((other) => other !== word));
      showToast(t('protection.words.removed', { word }), { action: { label: t('protection.words.undo'), run: () => void set(before) } });
    },
  };
}
