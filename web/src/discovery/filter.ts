import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { MenFilter } from '../graphql/generated/graphql';

export type Place = { kind: 'home' } | { kind: 'city' | 'region'; code: string } | { kind: 'country' };
export type Seen = 'TODAY' | 'THIS_WEEK' | 'THIS_MONTH';

/** What she looks for. It lives in the address of the page: reload, back and a sent link all keep it. */
export interface DiscoveryFilter {
  place: Place;
  ages: readonly [number, number];
  seen: Seen | null;
  postedThisWeek: boolean;
  /** Only men with a proven number. */
  verified: boolean;
  interests: readonly string[];
  /** Every chosen taste instead of at least one. */
  all: boolean;
}

export const AGE_MIN = 18;
export const AGE_MAX = 99;
const MOST_INTERESTS = 10;
const SEEN_WORDS: Record<Seen, string> = { TODAY: 'aujourdhui', THIS_WEEK: 'semaine', THIS_MONTH: 'mois' };

export const openFilter = (): DiscoveryFilter => ({
  place: { kind: 'home' },
  ages: [AGE_MIN, AGE_MAX],
  seen: null,
  postedThisWeek: false,
  verified: false,
  interests: [],
  all: false,
});

export const isAnyAge = ({ ages }: DiscoveryFilter): boolean => ages[0] <= AGE_MIN && ages[1] >= AGE_MAX;

/** Whether something besides place and age is asked: the approximate count does not know of it. */
export const isNarrowed = (filter: DiscoveryFilter): boolean =>
  filter.seen !== null || filter.postedThisWeek || filter.verified || filter.interests.length > 0;

export function countOf(filter: DiscoveryFilter): number {
  return (
    Number(!isAnyAge(filter)) +
    Number(filter.seen !== null) +
    Number(filter.postedThisWeek) +
    Number(filter.verified) +
    filter.interests.length
  );
}

/** Anything odd in an address counts as not asked. */
export function fromQuery(query: LocationQuery): DiscoveryFilter {
  const text = (name: string) => (typeof query[name] === 'string' ? query[name] : '');
  const seen = (Object.keys(SEEN_WORDS) as Seen[]).find((bucket) => SEEN_WORDS[bucket] === text('vu')) ?? null;
  const interests = [
    ...new Set(
      text('gouts')
        .split(',')
        .filter((id) => /^[a-z0-9-]{1,40}$/.test(id)),
    ),
  ].slice(0, MOST_INTERESTS);
  return {
    place: placeFrom(text('ville'), text('region')),
    ages: agesFrom(text('age')),
    seen,
    postedThisWeek: text('annonces') === 'semaine',
    verified: text('numero') === 'verifie',
    interests,
    all: text('tous') === '1' && interests.length > 1,
  };
}

function placeFrom(city: string, region: string): Place {
  if (/^[0-9AB]{5}$/.test(city)) return { kind: 'city', code: city };
  if (region === 'toutes') return { kind: 'country' };
  return /^\d{2,3}$/.test(region) ? { kind: 'region', code: region } : { kind: 'home' };
}

function agesFrom(text: string): readonly [number, number] {
  const [, from, to] = /^(\d{2})-(\d{2})$/.exec(text) ?? [];
  const ages = [Number(from), Number(to)] as const;
  return from && to && ages[0] >= AGE_MIN && ages[0] <= ages[1] ? ages : [AGE_MIN, AGE_MAX];
}

export function toQuery(filter: DiscoveryFilter): LocationQueryRaw {
  const { place, ages, seen, interests } = filter;
  return {
    ...(place.kind === 'city' && { ville: place.code }),
    ...(place.kind === 'region' && { region: place.code }),
    ...(place.kind === 'country' && { region: 'toutes' }),
    ...(!isAnyAge(filter) && { age: ages.join('-') }),
    ...(seen && { vu: SEEN_WORDS[seen] }),
    ...(filter.postedThisWeek && { annonces: 'semaine' }),
    ...(filter.verified && { numero: 'verifie' }),
    ...(interests.length > 0 && { gouts: interests.join(',') }),
    ...(filter.all && interests.length > 1 && { tous: '1' }),
  };
}

/** What the API is asked; `home` is her own commune. */
export function toInput(filter: DiscoveryFilter, home: string | undefined): MenFilter {
  return {
    ...placeInput(filter.place, home),
    ...ageInput(filter),
    ...(filter.seen && { activeWithin: filter.seen }),
    ...(filter.postedThisWeek && { postedWithin: 'THIS_WEEK' as const }),
    ...(filter.verified && { verified: true }),
    ...(filter.interests.length > 0 && { interests: [...filter.interests] }),
    // Said even when it decides nothing: the API's default is not filled in for documents compiled ahead.
    interestsMatch: filter.all ? 'ALL' : 'ANY',
  };
}

export function placeInput(place: Place, home: string | undefined): { cityCode?: string; regionCode?: string } {
  if (place.kind === 'region') return { regionCode: place.code };
  const code = place.kind === 'city' ? place.code : place.kind === 'home' ? home : undefined;
  return code ? { cityCode: code } : {};
}

/** The ends of the slider ask for nothing, so that they mean the same as no filter. */
export function ageInput({ ages: [from, to] }: DiscoveryFilter): { ageMin?: number; ageMax?: number } {
  return { ...(from > AGE_MIN && { ageMin: from }), ...(to < AGE_MAX && { ageMax: to }) };
}
