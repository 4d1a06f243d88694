/** What became of one push. Only `gone` says something of the device: it will never take another. */
export type PushOutcome =
  | { outcome: 'sent' | 'gone' | 'refused' }
  /** The service is busy or cannot be reached; it may have said for how many seconds. */
  | { outcome: 'busy'; retryAfter: number | null };

/** How long a service keeps what it cannot deliver: a notification of yesterday helps nobody. */
export const KEPT_FOR_SECONDS = 86_400;

/** What a service answered, read the way both of them mean it. */
export function outcomeOf(status: number, retryAfter: string | null | undefined): PushOutcome {
  if (status >= 200 && status < 300) return { outcome: 'sent' };
  if (status === 404 || status === 410) return { outcome: 'gone' };
  if (status === 429 || status >= 500) return { outcome: 'busy', retryAfter: secondsIn(retryAfter) };
  return { outcome: 'refused' };
}

/** The form with a date is nobody's here, and then our own patience has to do. */
const secondsIn = (header: string | null | undefined): number | null => (header && /^\d{1,6}$/.test(header) ? Number(header) : null);
