import { check } from './checker.js';
import { Crowd } from './crowd.js';
import type { FaultOptions, FaultReport } from './fault.js';
import { keep, type Journal } from './journal.js';
import { Random } from './random.js';
import { Stage } from './stage.js';

export interface Scene {
  stage: Stage;
  crowd: Crowd;
  random: Random;
}

export interface Judgement {
  figures: FaultReport['figures'];
  violations?: string[];
}

export interface Act {
  repetitions: number;
  /** What is promised beyond the invariants, measured once everything has come to rest. */
  judge: (journals: readonly Journal[]) => Judgement;
}

export interface Setting {
  env?: Record<string, string>;
  /** Messages a second, from the first moment to the last. */
  perSecond: number;
  /** Other ways to the processes than straight. */
  ways?: (stage: Stage, random: Random) => Promise<string[]>;
}

/** The frame of a fault: a stage, a crowd that writes on it, what is done to them, and the checker at the end. */
export async function played(
  { seed }: FaultOptions,
  { env, perSecond, ways }: Setting,
  act: (scene: Scene) => Promise<Act>,
): Promise<FaultReport> {
  const random = new Random(seed);
  const stage = await Stage.open(env);
  let crowd: Crowd | undefined;
  try {
    crowd = await Crowd.gather(stage, random, await ways?.(stage, random));
    crowd.talk(perSecond);
    const { repetitions, judge } = await act({ stage, crowd, random });
    const { restless, journals, dump } = await crowd.history();
    const { figures, violations: judged = [] } = judge(crowd.devices.map(({ journal }) => journal));
    const violations = [...restless, ...check(journals, dump), ...stage.complaints, ...judged];
    return {
      repetitions,
      checked: dump.messages.length,
      violations,
      figures,
      ...(violations.length > 0 && { history: keep(journals, dump, violations) }),
    };
  } finally {
    crowd?.leave();
    await stage.close();
  }
}

/** A promise about a figure, as a violation when it is not kept. */
export const atMost = (most: number, value: number, what: string): string[] =>
  value > most ? [`${what}: ${value} ms, at most ${most} promised`] : [];
