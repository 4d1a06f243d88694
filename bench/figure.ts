import type { Stage } from './stage.js';

/** One line of the result. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** The same of whatever it is held against, where there is such a thing. */
  reference: number | null;
  /** Ours by the reference: the median of pairs that ran side by side. */
  ratio: number | null;
  /** Null for what is told, and judged by nobody. */
  aim: string | null;
  ok: boolean | null;
}

export interface Bench {
  name: string;
  run(stage: Stage): Promise<Figure[]>;
}

/** A run that had errors, lost something or was measured by a client too busy to measure: worth nothing, however fast. */
export class Void extends Error {}

/** What is only told. */
export const told = (name: string, value: number, unit: string, reference: number | null = null): Figure => ({
  name,
  value,
  unit,
  reference,
  ratio: reference ? value / reference : null,
  aim: null,
  ok: null,
});

/** What must not be above `most`. */
export const atMost = (name: string, value: number, unit: string, most: number): Figure => ({
  name,
  value,
  unit,
  reference: null,
  ratio: null,
  aim: `≤ ${most} ${unit}`,
  ok: value <= most,
});
