import { type Ref, ref, shallowRef } from 'vue';
import { detailOf, fieldsOf } from './errors';
import { toUserMessage } from './user-message';

export interface ActionHandle<TArgs extends unknown[]> {
  /** True when it went through. A second call while one runs does nothing. */
  run(...args: TArgs): Promise<boolean>;
  running: Ref<boolean>;
  /** What to tell the person, or undefined. */
  problem: Ref<string | undefined>;
  /** What is wrong with each field, as the server says it. */
  fields: Ref<Record<string, string>>;
  error: Ref<unknown>;
}

/** Words that few ever need come when they are needed. */
const explained = (cause: unknown): Promise<string | undefined> =>
  import('../limits').then(({ explain }) => explain(cause)).catch(() => undefined);

/** One thing a person does: its progress, and what to say when it fails. What was typed is never touched. */
export function useAction<TArgs extends unknown[]>(act: (...args: TArgs) => Promise<void>): ActionHandle<TArgs> {
  const running = ref(false);
  const problem = ref<string>();
  const fields = ref<Record<string, string>>({});
  const error = shallowRef<unknown>();
  return {
    running,
    problem,
    fields,
    error,
    async run(...args) {
      if (running.value) return false;
      running.value = true;
      problem.value = undefined;
      error.value = undefined;
      fields.value = {};
      try {
        await act(...args);
        return true;
      } catch (cause) {
        error.value = cause;
        fields.value = fieldsOf(cause);
        problem.value = (detailOf(cause, 'reason') && (await explained(cause))) || toUserMessage(cause);
        return false;
      } finally {
        running.value = false;
      }
    },
  };
}
