import { quietUntil } from './quiet-hours.js';

const night = { from: '22:00', to: '08:00', timeZone: 'Europe/Paris' };
const until = (quiet: Parameters<typeof quietUntil>[0], at: string) => quietUntil(quiet, new Date(at))?.toISOString() ?? null;

it.each([
  ['2026-11-26T20:59:59Z', null],
  ['2026-11-26T21:00:00Z', '2026-11-27T07:00:00.000Z'],
  ['2026-11-27T03:10:20Z', '2026-11-27T07:00:00.000Z'],
  ['2026-11-27T06:59:59Z', '2026-11-27T07:00:00.000Z'],
  ['2026-11-27T07:00:00Z', null],
  ['2026-07-01T20:00:00Z', '2026-07-02T06:00:00.000Z'],
])('a night in Paris at %s is quiet until %s', (at, expected) => {
  expect(until(night, at)).toBe(expected);
});

it('quiet hours of the day, and of other places, are counted alike', () => {
  expect(until({ from: '09:00', to: '17:30', timeZone: 'Indian/Reunion' }, '2026-11-26T08:00:00Z')).toBe('2026-11-26T13:30:00.000Z');
  expect(until({ from: '09:00', to: '17:30', timeZone: 'Indian/Reunion' }, '2026-11-26T13:30:00Z')).toBeNull();
  expect(until(null, '2026-11-26T03:00:00Z')).toBeNull();
});

it('the long night and the short one of a year are looked at again when they should be over', () => {
  // Clocks go back at 03:00 on 25 October: at 07:00 by the count of hours it is 07:00 winter time, and quiet for an hour more.
  expect(until(night, '2026-10-24T23:00:00Z')).toBe('2026-10-25T06:00:00.000Z');
  expect(until(night, '2026-10-25T06:00:00Z')).toBe('2026-10-25T07:00:00.000Z');
});
