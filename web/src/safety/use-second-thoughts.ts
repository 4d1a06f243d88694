import { shallowRef } from 'vue';
import { leadsAway } from './contacts';

export type Doubt = 'harsh' | 'away';

/**
 * One question before words are sent that hurt, or that lead two strangers out of here: once for a text, and never a refusal. The list
 * comes after the page; while it has not come, as without a network, a message is not held up for it.
 */
export function useSecondThoughts() {
  const doubt = shallowRef<Doubt>();
  let asked: string | undefined;
  let isHarsh: ((text: string) => boolean) | undefined;
  void import('./harsh-words').then(
    (list) => (isHarsh = list.isHarsh),
    () => undefined,
  );

  return {
    /** What to ask about; undefined when there is nothing to ask. */
    doubt,
    /** Whether to send. Otherwise the question is on the screen. */
    passes(text: string, amongStrangers: boolean): boolean {
      if (text === asked) return true;
      doubt.value = isHarsh?.(text) ? 'harsh' : amongStrangers && leadsAway(text) ? 'away' : undefined;
      if (doubt.value) asked = text;
      return doubt.value === undefined;
    },
  };
}
