import type { Figure } from '../figure.js';
import { quantile } from '../rounds.js';

interface Pair {
  ours: number;
  reference: number;
}

/** Both in turn, the first and the other way round by turns; each answers with how long it took, in ms. */
export async function inTurn(rounds: number, ours: () => Promise<number>, reference: () => Promise<number>): Promise<Pair[]> {
  const pairs: Pair[] = [];
  await reference();
  await ours();
  for (let n = 0; n < rounds; n += 1) {
    const first = n % 2 === 0 ? await reference() : await ours();
    const second = n % 2 === 0 ? await ours() : await reference();
    pairs.push(n % 2 === 0 ? { ours: second, reference: first } : { ours: first, reference: second });
  }
  return pairs;
}

/** How many a second, by the median; held to `most` times the barest's time, by the best quarter of the pairs where that is asked. */
export function rateOf(name: string, pairs: readonly Pair[], count: number, most: number | null = null): Figure {
  const rate = (of: keyof Pair): number =>
    (count * 1_000) /
    quantile(
      pairs.map((pair) => pair[of]),
      0.5,
    );
  const ratios = pairs.map((pair) => pair.ours / pair.reference);
  return {
    name,
    value: rate('ours'),
    unit: '/s',
    reference: rate('reference'),
    ratio: quantile(ratios, 0.5),
    aim: most === null ? null : `≤ ${most}x the time`,
    ok: most === null ? null : quantile(ratios, 0.25) <= most,
  };
}

export async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** So many at once, until all are done. */
export async function atOnce<T>(most: number, items: readonly T[], act: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
}
