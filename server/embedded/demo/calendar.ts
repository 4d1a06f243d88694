import { dayOf, days, minutes } from '../../src/platform/clock.js';

/** The demo's « days ago » as instants and Paris calendar days, counted from the moment of the seeding. */
export class Calendar {
  readonly today: string;

  constructor(private readonly now: Date) {
    this.today = dayOf(now);
  }

  minutesAgo(count: number): Date {
    return new Date(this.now.getTime() - minutes(count));
  }

  daysAgo(count: number): Date {
    return new Date(this.now.getTime() - days(count));
  }

  /** `2026-11-23`, some days before today. */
  day(daysAgo: number): string {
    return utcDay(this.noon() - days(daysAgo));
  }

  /** At a minute of a past day; never later than now. */
  at(daysAgo: number, minute: number): Date {
    const morning = this.noon() - days(daysAgo) - days(0.5);
    return new Date(Math.min(morning + minutes(minute), this.now.getTime() - minutes(1)));
  }

  /** The birthday of someone of this age whose last one was so many days ago. */
  birthDate(age: number, birthdayDaysAgo: number): string {
    const [year = '', month = '', day = ''] = this.day(birthdayDaysAgo).split('-');
    // Nobody of the demo is born on a 29 February: most years would not know that birthday.
    return `${Number(year) - age}-${month}-${month === '02' && day === '29' ? '28' : day}`;
  }

  private noon(): number {
    return Date.parse(`${this.today}T12:00:00Z`);
  }
}

const utcDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
