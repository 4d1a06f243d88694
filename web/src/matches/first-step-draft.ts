import { newId, useDraft } from '../platform';
import { session } from '../session';

/**
 * Her first line to one man, kept until it is sent. Its id is made once and kept with the words, so that a retry after
 * a lost network or a reload is the same message for the server.
 */
export function useFirstStepDraft(manId: string) {
  const whose = `${session.me.value?.id ?? ''}:${manId}`;
  const words = useDraft(`first-step:${whose}`, { lasting: true });
  const id = useDraft(`first-step.id:${whose}`, { lasting: true });
  return {
    text: words.text,
    clientId(): string {
      id.text.value ||= newId();
      return id.text.value;
    },
    clear() {
      words.clear();
      id.clear();
    },
  };
}
