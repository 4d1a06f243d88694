import { formatDate, formatRelativeDay } from '../i18n';

export const clockTime = (iso: string): string => formatDate(iso, { hour: '2-digit', minute: '2-digit' });

/** In a list: the time today, then « hier », « lun. », then the date. */
export function listTime(iso: string, now = new Date()): string {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const date = new Date(iso);
  const days = Math.round((midnight(now) - midnight(date)) / 86_400_000);
  if (days <= 0) return clockTime(iso);
  if (days === 1) return formatRelativeDay(iso, now);
  if (days < 7) return formatDate(iso, { weekday: 'short' });
  return formatDate(iso, date.getFullYear() === now.getFullYear() ? { day: 'numeric', month: 'short' } : { dateStyle: 'short' });
}
