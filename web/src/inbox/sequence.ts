/** Where an event stands for somebody who has applied everything up to `applied`. Numbers are dense: 1, 2, 3. */
export function placeOf(number: number, applied: number): 'next' | 'known' | 'gap' {
  if (number <= applied) return 'known';
  return number === applied + 1 ? 'next' : 'gap';
}
