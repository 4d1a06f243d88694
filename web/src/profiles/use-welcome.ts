import { computed, watchEffect } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { session } from '../session';
import { type ProfileEditing } from './use-profile-form';
import { afterWelcome, pathOf, welcomeSteps } from './welcome-steps';

/** Walks through the steps. The step is in the address: a reload, « back » and a shared computer find it again. */
export function useWelcome(editing: ProfileEditing, visible: () => boolean) {
  const route = useRoute();
  const router = useRouter();
  const index = computed(() =>
    Math.max(
      0,
      welcomeSteps.findIndex(({ name }) => name === route.params['step']),
    ),
  );
  const step = computed(() => welcomeSteps[index.value] ?? welcomeSteps[0]);
  const previous = computed(() => welcomeSteps[index.value - 1]);
  const following = computed(() => welcomeSteps[index.value + 1]);
  const end = () => router.push(afterWelcome(editing.role, session.me.value?.membership.hasAccess ?? false));

  // Nobody is seen without a name and a commune: the later steps wait for them.
  watchEffect(() => {
    if (index.value > 0 && !visible()) void router.replace(pathOf(welcomeSteps[0]));
  });

  async function next(): Promise<void> {
    if (!(await editing.save(step.value.fields))) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    await (following.value ? router.push(pathOf(following.value)) : end());
  }

  return { index, step, previous, following, next, end };
}
