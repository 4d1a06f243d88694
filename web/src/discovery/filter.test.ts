import type { LocationQuery } from 'vue-router';
import { countOf, type DiscoveryFilter, fromQuery, isNarrowed, openFilter, toInput, toQuery } from './filter';

const full: DiscoveryFilter = {
  place: { kind: 'city', code: '2A004' },
  ages: [29, 42],
  seen: 'THIS_WEEK',
  postedThisWeek: true,
  verified: true,
  interests: ['cuisine', 'velo'],
  all: true,
};

it('comes back from the address as it went in', () => {
  const places: DiscoveryFilter['place'][] = [full.place, { kind: 'region', code: '84' }, { kind: 'country' }, { kind: 'home' }];
  for (const place of places) {
    const filter = { ...full, place };
    expect(fromQuery(toQuery(filter) as LocationQuery)).toEqual(filter);
  }
  expect(toQuery(openFilter())).toEqual({});
  expect(fromQuery({})).toEqual(openFilter());
});

it.each<LocationQuery>([
  { ville: 'Lyon' },
  { ville: ['69123', '13055'] },
  { region: '<b>' },
  { age: '12-30' },
  { age: '42-29' },
  { vu: 'jamais' },
  { gouts: 'A b,' },
  { tous: '1' },
  { numero: '06' },
])('takes %j as nothing asked', (query) => expect(fromQuery(query)).toEqual(openFilter()));

it('asks the API for her own commune unless she says otherwise', () => {
  expect(toInput(openFilter(), '69123')).toEqual({ cityCode: '69123', interestsMatch: 'ANY' });
  expect(toInput(openFilter(), undefined)).toEqual({ interestsMatch: 'ANY' });
  expect(toInput({ ...openFilter(), place: { kind: 'country' } }, '69123')).toEqual({ interestsMatch: 'ANY' });
  expect(toInput({ ...openFilter(), ages: [18, 30] }, '69123')).toEqual({ cityCode: '69123', ageMax: 30, interestsMatch: 'ANY' });
  expect(toInput(full, '69123')).toEqual({
    cityCode: '2A004',
    ageMin: 29,
    ageMax: 42,
    activeWithin: 'THIS_WEEK',
    postedWithin: 'THIS_WEEK',
    verified: true,
    interests: ['cuisine', 'velo'],
    interestsMatch: 'ALL',
  });
});

it('counts what is asked besides the place', () => {
  expect(countOf(openFilter())).toBe(0);
  expect(countOf(full)).toBe(6);
  expect(isNarrowed({ ...openFilter(), ages: [20, 30] })).toBe(false);
  expect(isNarrowed(full)).toBe(true);
});
