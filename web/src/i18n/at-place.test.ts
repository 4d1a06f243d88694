import { atPlace } from './at-place';

it.each([
  ['Lyon', 'à Lyon'],
  ['Le Mans', 'au Mans'],
  ['Les Abymes', 'aux Abymes'],
  ['La Rochelle', 'à La Rochelle'],
  ['L’Haÿ-les-Roses', 'à L’Haÿ-les-Roses'],
  ['Lesparre-Médoc', 'à Lesparre-Médoc'],
])('is in %s: %s', (name, words) => expect(atPlace(name)).toBe(words));
