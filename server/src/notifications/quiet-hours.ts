import { registerDecorator } from 'class-validator';
import { minutes } from '../platform/clock.js';

export interface Quiet {
  from: string;
  to: string;
  timeZone: string;
}

/** When the quiet hours that reign at this instant end; null when none do. */
export function quietUntil(quiet: Quiet | null, at: Date): Date | null {
  if (!quiet) return null;
  const [from, to, now] = [inMinutes(quiet.from), inMinutes(quiet.to), inMinutes(hourIn(quiet.timeZone, at))];
  const since = (now - from + DAY) % DAY;
  const length = (to - from + DAY) % DAY;
  // On the two nights of a year that are an hour longer or shorter it is looked at again when it ends.
  return since < length ? new Date(Math.floor(at.getTime() / MINUTE) * MINUTE + minutes(length - since)) : null;
}

const MINUTE = minutes(1);
const DAY = 24 * 60;

function inMinutes(hour: string): number {
  const [hours = 0, rest = 0] = hour.split(':').map(Number);
  return hours * 60 + rest;
}

const hourIn = (timeZone: string, at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

/** A place whose hours this machine knows. */
export function IsTimeZone(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isTimeZone',
      target: target.constructor,
      propertyName: String(property),
      validator: { validate: isTimeZone, defaultMessage: () => 'A time zone, such as Europe/Paris.' },
    });
  };
}

function isTimeZone(value: unknown): boolean {
  if (typeof value !== 'string' || !/^[A-Za-z_+\-/0-9]{1,64}$/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
