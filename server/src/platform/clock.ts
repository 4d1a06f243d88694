/** The one source of time. Tests move it; SQL that needs "now" gets it as a parameter. */
class Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
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
  return parisDay.format(at);
}

const parisDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });
