import type { State } from './state.js';

export interface Duration {
  days?: number;
  weeks?: number;
  months?: number;
  years?: number;
  hours?: number;
}

export type Advance = Duration | number | Date;

export interface Clock {
  now(): number;
  setNow(seconds: number): void;
}

/** The real clock plus an offset that is kept with the state: once advanced, it stays so. */
export function makeClock(state: State, real: () => Date): Clock {
  const realSeconds = () => Math.floor(real().getTime() / 1000);
  return {
    now: () => realSeconds() + state.clockOffset,
    setNow: (seconds) => {
      state.clockOffset = seconds - realSeconds();
    },
  };
}

/** A number is milliseconds to add, a Date the moment to go to. */
export function destination(now: number, advance: Advance): number {
  if (typeof advance === 'number') return now + Math.round(advance / 1000);
  if (advance instanceof Date) return Math.floor(advance.getTime() / 1000);
  const { years = 0, months = 0, weeks = 0, days = 0, hours = 0 } = advance;
  return addMonths(now, years * 12 + months) + Math.round((weeks * 7 + days) * 86_400 + hours * 3_600);
}

/** The 31st of a month becomes the last day of a shorter one. */
export function addMonths(seconds: number, months: number): number {
  if (months === 0) return seconds;
  const from = new Date(seconds * 1000);
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return Math.floor(to.getTime() / 1000);
}

type Interval = { interval: string; interval_count: number };

/** End of the period that contains `at`, counted from the anchor so that short months do not wear the day down. */
export function periodAround(anchor: number, at: number, { interval, interval_count: count }: Interval): { start: number; end: number } {
  const boundary = (n: number): number => {
    if (interval === 'month') return addMonths(anchor, n * count);
    if (interval === 'year') return addMonths(anchor, n * count * 12);
    return anchor + n * count * (interval === 'week' ? 7 : 1) * 86_400;
  };
  const length = boundary(1) - boundary(0);
  let n = Math.floor((at - anchor) / length);
  while (boundary(n + 1) <= at) n += 1;
  while (boundary(n) > at) n -= 1;
  return { start: boundary(n), end: boundary(n + 1) };
}
