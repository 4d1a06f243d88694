import { onMounted, type Ref, shallowRef } from 'vue';
import { ExamplePortraitsDocument } from '../graphql/generated/public/graphql';
import { call } from '../session';
import { illustrationUrl } from './illustration-url';

export interface Portraits {
  men: string[];
  women: string[];
}

/** Addresses of the illustrated portraits. Decoration: without them the page shows a neutral shape and says nothing. */
export function usePortraits(): Ref<Portraits> {
  const portraits = shallowRef<Portraits>({ men: [], women: [] });
  onMounted(async () => {
    try {
      const { men, women } = await call(ExamplePortraitsDocument);
      const urls = (keys: string[]) => keys.flatMap((key) => illustrationUrl(key) ?? []);
      portraits.value = { men: urls(men), women: urls(women) };
    } catch {
      portraits.value = { men: [], women: [] };
    }
  });
  return portraits;
}
