import { computed, type ComputedRef, type MaybeRefOrGetter, toValue } from 'vue';
import { client, useQuery } from '../graphql';
import { CityDocument, RegionsDocument, SearchCitiesDocument } from '../graphql/generated/graphql';
import { session } from '../session';
import type { Place } from './filter';

export interface Named {
  code: string;
  name: string;
}
export interface CityOption {
  value: string;
  label: string;
  detail: string;
}

/** Names for codes: her own commune, the place she asks for, and the region around it. */
export function usePlaces(place: MaybeRefOrGetter<Place>) {
  const home = computed<Named | null>(() => session.me.value?.profile?.city ?? null);
  const cityCode = computed(() => {
    const wanted = toValue(place);
    return wanted.kind === 'city' ? wanted.code : (home.value?.code ?? '');
  });
  const { result: cityResult } = useQuery(CityDocument, () => ({ code: cityCode.value }), {
    enabled: () => cityCode.value !== '',
    fetchPolicy: 'cache-first',
  });
  const { result: regionResult } = useQuery(RegionsDocument, {}, { fetchPolicy: 'cache-first' });
  const city = computed(() => (cityResult.value?.city?.code === cityCode.value ? cityResult.value.city : null));
  const regions = computed<readonly Named[]>(() => regionResult.value?.regions ?? []);
  const region: ComputedRef<Named | null> = computed(() => {
    const wanted = toValue(place);
    return wanted.kind === 'region' ? (regions.value.find(({ code }) => code === wanted.code) ?? null) : (city.value?.region ?? null);
  });
  /** The name of what she asks for; undefined while unknown, null for the whole country. */
  const name = computed(() => {
    const wanted = toValue(place);
    if (wanted.kind === 'region') return region.value?.name;
    if (wanted.kind === 'country' || !cityCode.value) return null;
    return city.value?.name ?? (wanted.kind === 'home' ? home.value?.name : undefined);
  });
  return { home, city, regions, region, name };
}

export async function searchCities(search: string): Promise<CityOption[]> {
  const { data } = await client.query({ query: SearchCitiesDocument, variables: { search } });
  return (data?.cities ?? []).map(({ code, name, department, region }) => ({
    value: code,
    label: name,
    detail: department?.name ?? region.name,
  }));
}
