export interface DateParts {
  day: string;
  month: string;
  year: string;
}

export const MINIMUM_AGE = 18;

/** `YYYY-MM-DD`, or undefined when these three do not make a day of the calendar. */
export function isoDate({ day, month, year }: DateParts): string | undefined {
  if (!/^\d{1,2}$/.test(day) || !/^\d{1,2}$/.test(month) || !/^\d{4}$/.test(year)) return undefined;
  const [d, m, y] = [Number(day), Number(month), Number(year)];
  const date = new Date(Date.UTC(y, m - 1, d));
  const exists = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}

export function ageOn(today: Date, birthDate: string): number {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  const passed = today.getMonth() + 1 > month || (today.getMonth() + 1 === month && today.getDate() >= day);
  return today.getFullYear() - year - (passed ? 0 : 1);
}
