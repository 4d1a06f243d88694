import { computed, type ComputedRef, onScopeDispose } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useDraft } from '../platform';
import { type DiscoveryFilter, fromQuery, openFilter, toQuery } from './filter';

export interface FilterHandle {
  filter: ComputedRef<DiscoveryFilter>;
  change(change: Partial<DiscoveryFilter>): void;
  /** Everything but the place. */
  clear(): void;
}

/** The filter in the address of the page. Left for a profile and entered again by the menu, it is found as it was. */
export function useFilter(): FilterHandle {
  const route = useRoute();
  const router = useRouter();
  const kept = useDraft('discovery.filter');
  const home = route.path;

  const go = (filter: DiscoveryFilter) => {
    const query = toQuery(filter);
    kept.text.value = new URLSearchParams(query as Record<string, string>).toString();
    void router.replace({ path: home, query });
  };
  if (Object.keys(route.query).length === 0 && kept.text.value) {
    void router.replace({ path: home, query: Object.fromEntries(new URLSearchParams(kept.text.value)) });
  }
  // The menu's own link, pressed on the page itself, means: start over.
  const stop = router.afterEach((to, from) => {
    if (to.path === home && from.path === home && Object.keys(to.query).length === 0) kept.clear();
  });
  onScopeDispose(stop);

  // Another page's address says nothing about the search while this one fades out.
  const filter = computed<DiscoveryFilter>((before) => (route.path === home ? fromQuery(route.query) : (before ?? openFilter())));
  return {
    filter,
    change: (change) => go({ ...filter.value, ...change }),
    clear: () => go({ ...openFilter(), place: filter.value.place }),
  };
}
