import { mount } from '@vue/test-utils';
import { effectScope } from 'vue';
import type { MyPhoneQuery } from '../graphql/generated/graphql';
import NumberFields from './NumberFields.vue';
import { useCountdown } from './use-countdown';

function secondsUntil(until: number | undefined): number {
  const scope = effectScope();
  const left = scope.run(() => useCountdown(() => until))!.value;
  scope.stop();
  return left;
}

it('nobody waits longer than half a minute for another code, whatever their clock says', () => {
  expect(secondsUntil(Date.now() + 3_600_000)).toBe(30);
  expect([secondsUntil(Date.now() - 3_600_000), secondsUntil(undefined)]).toEqual([0, 0]);
});

it('offers France first, then the others by their names, each with what its numbers begin with', () => {
  const countries: MyPhoneQuery['phoneCountries'] = [
    { __typename: 'PhoneCountry', code: 'CH', callingCode: '41' },
    { __typename: 'PhoneCountry', code: 'BE', callingCode: '32' },
    { __typename: 'PhoneCountry', code: 'FR', callingCode: '33' },
    { __typename: 'PhoneCountry', code: 'DE', callingCode: '49' },
  ];
  const fields = mount(NumberFields, { props: { country: 'FR', number: '', countries, fields: {} } });
  expect(fields.findAll('option').map((option) => option.text())).toEqual([
    'France (+33)',
    'Allemagne (+49)',
    'Belgique (+32)',
    'Suisse (+41)',
  ]);
  expect(fields.find('input').attributes()).toMatchObject({ type: 'tel', autocomplete: 'tel-national' });
});
