import { ref, shallowRef } from 'vue';
import { onBeforeRouteLeave, type RouteLocationNormalized, useRouter } from 'vue-router';
import { session } from '../session';

/**
 * Asks before a page with unsaved changes is left inside the site. A reload needs no question: the changes are kept.
 * An ended session is never held up, and finds them again after signing in.
 */
export function useLeaveGuard(unsaved: () => boolean) {
  const router = useRouter();
  const asking = ref(false);
  const target = shallowRef<RouteLocationNormalized>();
  let free = false;

  onBeforeRouteLeave((to) => {
    if (free || !unsaved() || session.status.value !== 'signed-in') return true;
    target.value = to;
    asking.value = true;
    return false;
  });

  return {
    asking,
    /** Closes the question; `go` still knows the way. */
    pause: () => (asking.value = false),
    async go(): Promise<void> {
      free = true;
      asking.value = false;
      if (target.value) await router.push(target.value.fullPath);
    },
  };
}
