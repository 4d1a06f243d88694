import { quantile, type Round } from '../rounds.js';
import { Void } from '../figure.js';

/** Words that went from one to the other: when they were acknowledged and when they were shown, by performance.now(). */
export interface Told {
  acked: number;
  shown: number;
}

/** People who can talk, in couples; ours and the barest kind alike. */
export interface Talkers {
  couples: number;
  /** Says something, and resolves once it is acknowledged and the other has been shown it. */
  say(couple: number, from: 0 | 1): Promise<Told>;
  /** What should have been shown to somebody and was not, or twice. */
  missing(): number;
  close(): Promise<void>;
}

const IN_FLIGHT = 32;
const PATIENCE = 10_000;

/** Couples answer each other as fast as they can, so many of them at a time. */
export async function chatter(talkers: Talkers, seconds: number, cpu: () => number): Promise<Round> {
  const until = performance.now() + seconds * 1_000;
  const delays: number[] = [];
  const free = Array.from({ length: talkers.couples }, (_, at) => ({ at, turn: 0 as 0 | 1 }));
  const before = cpu();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: IN_FLIGHT }, async () => {
      while (performance.now() < until) {
        const couple = free.shift()!;
        const said = performance.now();
        const { acked, shown } = await patient(talkers.say(couple.at, couple.turn));
        delays.push(Math.max(acked, shown) - said);
        couple.turn = couple.turn === 0 ? 1 : 0;
        free.push(couple);
      }
    }),
  );
  const round = {
    operations: delays.length,
    cpu: cpu() - before,
    seconds: (performance.now() - began) / 1_000,
    p99: quantile(delays, 0.99),
  };
  await settled(talkers);
  return round;
}

/** So many a second, whatever becomes of them: each counts from the instant at which it was due. */
export async function steadily(talkers: Talkers, rate: number, seconds: number): Promise<{ shown: number; acked: number }> {
  const began = performance.now();
  const total = rate * seconds;
  const told: Promise<{ shown: number; acked: number }>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      for (; told.length < total && began + (told.length * 1_000) / rate <= performance.now();) {
        const due = began + (told.length * 1_000) / rate;
        const [couple, from] = [told.length % talkers.couples, Math.floor(told.length / talkers.couples) % 2 === 0 ? 0 : 1] as const;
        told.push(patient(talkers.say(couple, from)).then(({ shown, acked }) => ({ shown: shown - due, acked: acked - due })));
      }
      if (told.length < total) return;
      clearInterval(timer);
      resolve();
    }, 2);
  });
  const all = await Promise.all(told);
  await settled(talkers);
  const p99 = (of: 'shown' | 'acked') =>
    quantile(
      all.map((each) => each[of]),
      0.99,
    );
  return { shown: p99('shown'), acked: p99('acked') };
}

async function settled(talkers: Talkers): Promise<void> {
  const late = performance.now() + PATIENCE;
  while (talkers.missing() > 0) {
    if (performance.now() > late) throw new Void(`${talkers.missing()} messages were not shown to whom they should, or not once`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function patient<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Void(`a message was not delivered within ${PATIENCE / 1_000} s`)), PATIENCE);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
