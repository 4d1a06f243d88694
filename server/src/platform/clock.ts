/** The one source of time. Tests move it; SQL that needs "now" gets it as a parameter. */
class Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** How far tests have moved it, in ms. */
  get moved(): number {
    return this.offset;
  }

  /** Moves the clock by `ms`, forwards or back. */
  travel(ms: number): void {
    this.offset += ms;
  }

  reset(): void {
    this.offset = 0;
  }
}

export const clock = new Clock();

export const seconds = (n: number) => n * 1_000;
export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 3_600_000;
export const days = (n: number) => n * 86_400_000;

/** The calendar day in Paris as YYYY-MM-DD: what a user calls "today". */
export function dayOf(at: Date): string {
  // Days begin on a quarter of an hour wherever one is, so all instants of one are of the same day; and asking Intl takes long.
  const quarter = Math.floor(at.getTime() / QUARTER);
  if (quarter !== known.quarter) known = { quarter, day: parisDay.format(at) };
  return known.day;
}

const QUARTER = minutes(15);
let known = { quarter: NaN, day: '' };
const parisDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });
