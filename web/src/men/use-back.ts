import { type RouteLocationRaw, useRouter } from 'vue-router';
import { canGoBack } from '../router/history';

/** One step back inside the site, or to `fallback` for who came by a link. */
export function useBack(fallback: RouteLocationRaw): () => void {
  const router = useRouter();
  return () => {
    if (canGoBack()) router.back();
    else void router.push(fallback);
  };
}
