import { useRoute, useRouter } from 'vue-router';
import { homeOf, safeNext } from '../router/home';
import { session, type SessionPayload } from '../session';

/** Takes the new session and goes where the person wanted to go. */
export function useEnter(): (payload: SessionPayload) => Promise<void> {
  const route = useRoute();
  const router = useRouter();
  return async (payload) => {
    await session.adopt(payload);
    await router.replace(safeNext(route.query['suite']) ?? homeOf(payload.me));
  };
}
