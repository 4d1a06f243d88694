import { listTime } from './times';

const now = new Date(2026, 2, 11, 15, 0);
const local = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

it.each([
  ['a time today', local(2026, 2, 11, 9, 5), '09:05'],
  ['hier', local(2026, 2, 10, 23, 59), 'hier'],
  ['a day of this week', local(2026, 2, 6, 8, 0), 'ven.'],
  ['a date of this year', local(2026, 0, 3, 8, 0), '3\u00a0janv.'],
  ['a date of another', local(2025, 11, 24, 8, 0), '24/12/2025'],
])('says %s', (_what, iso, said) => {
  expect(listTime(iso, now)).toBe(said);
});
