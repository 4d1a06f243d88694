import { placeOf } from './sequence';

it('knows what was applied, what comes next, and when something is missing', () => {
  expect(placeOf(1, 0)).toBe('next');
  expect(placeOf(8, 7)).toBe('next');
  expect(placeOf(7, 7)).toBe('known');
  expect(placeOf(3, 7)).toBe('known');
  expect(placeOf(9, 7)).toBe('gap');
});
