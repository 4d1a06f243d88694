import { ageOn, isoDate } from './birth-date';
import { passwordStrength } from './password-strength';

it('makes a date only of days that exist', () => {
  expect(isoDate({ day: '9', month: '2', year: '1990' })).toBe('1990-02-09');
  expect(isoDate({ day: '29', month: '2', year: '2004' })).toBe('2004-02-29');
  expect(isoDate({ day: '30', month: '2', year: '2004' })).toBeUndefined();
  expect(isoDate({ day: '', month: '2', year: '2004' })).toBeUndefined();
  expect(isoDate({ day: '1', month: '1', year: '04' })).toBeUndefined();
});

it('turns eighteen on the birthday, not the day before', () => {
  expect(ageOn(new Date(2026, 10, 22), '2008-11-23')).toBe(17);
  expect(ageOn(new Date(2026, 10, 23), '2008-11-23')).toBe(18);
});

it.each([
  ['court', 'short'],
  ['motdepasse1', 'weak'],
  ['aaaaaaaaaaaa', 'weak'],
  ['lea.martin99', 'weak'],
  ['tarte citron', 'fair'],
  ['Une tarte au citron, meringuée.', 'good'],
])('finds %s %s', (password, strength) => {
  expect(passwordStrength(password, 'lea.martin@example.org')).toBe(strength);
});
