import { Void } from './figure.js';

/** What a side did in one round. */
export interface Round {
  operations: number;
  /** Of the server's processes, in µs. */
  cpu: number;
  seconds: number;
  /** 99 of 100 operations took less, in ms. */
  p99: number;
}

/** Ours, or the barest thing that does the same. */
export interface Side {
  round(seconds: number): Promise<Round>;
}

export interface Plan {
  rounds: number;
  seconds: number;
  warmUp: number;
}

export interface Comparison {
  /** CPU of one operation in µs, by the median. */
  ours: number;
  reference: number;
  ratio: number;
  /** Of the best quarter of the pairs: what is missed here as well was not missed by the noise of the machine. */
  best: number;
  rate: { ours: number; reference: number };
  p99: { ours: number; reference: number };
}

const BUSIEST = 0.8;

/** Both in turn, reference first and ours first by turns: what disturbs one of a pair disturbs the other. */
export async function compare(
  ours: Side,
  reference: Side,
  { rounds, seconds, warmUp }: Plan,
  say: (line: string) => void,
): Promise<Comparison> {
  await reference.round(warmUp);
  await ours.round(warmUp);
  const pairs: { ours: Round; reference: Round }[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const first = await watched(n % 2 === 0 ? reference : ours, seconds);
    const second = await watched(n % 2 === 0 ? ours : reference, seconds);
    const pair = n % 2 === 0 ? { ours: second, reference: first } : { ours: first, reference: second };
    pairs.push(pair);
    say(`${cost(pair.ours).toFixed(0)} µs, bare ${cost(pair.reference).toFixed(0)} µs, ${ratioOf(pair).toFixed(2)}x`);
  }
  const of = (side: 'ours' | 'reference', value: (round: Round) => number): number =>
    quantile(
      pairs.map((pair) => value(pair[side])),
      0.5,
    );
  const both = (value: (round: Round) => number) => ({ ours: of('ours', value), reference: of('reference', value) });
  const ratios = pairs.map(ratioOf);
  return {
    ...both(cost),
    ratio: quantile(ratios, 0.5),
    best: quantile(ratios, 0.25),
    rate: both(({ operations, seconds: took }) => operations / took),
    p99: both(({ p99 }) => p99),
  };
}

async function watched(side: Side, seconds: number): Promise<Round> {
  const before = process.cpuUsage();
  const began = performance.now();
  const round = await side.round(seconds);
  const { user, system } = process.cpuUsage(before);
  const busy = (user + system) / 1_000 / (performance.now() - began);
  if (busy > BUSIEST) throw new Void(`the client was ${(busy * 100).toFixed(0)} % busy: it measured itself`);
  if (round.operations === 0) throw new Void('nothing was done');
  return round;
}

const cost = ({ cpu, operations }: Round): number => cpu / operations;
const ratioOf = (pair: { ours: Round; reference: Round }): number => cost(pair.ours) / cost(pair.reference);

/** The value that `share` of them do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
