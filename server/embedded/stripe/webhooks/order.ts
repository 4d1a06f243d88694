import type { Delivery } from './delivery.js';

/** As created, backwards, by a seed that always gives the same disorder, or exactly as listed. */
export type Order = 'created' | 'reverse' | { seed: number } | readonly string[];

export function ordered(deliveries: readonly Delivery[], order: Order): Delivery[] {
  if (order === 'created') return [...deliveries];
  if (order === 'reverse') return [...deliveries].reverse();
  if ('seed' in order) return shuffled(deliveries, order.seed);
  const listed = order.flatMap((id) => deliveries.filter((delivery) => delivery.eventId === id));
  return [...listed, ...deliveries.filter((delivery) => !listed.includes(delivery))];
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = mulberry32(seed);
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

function mulberry32(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
