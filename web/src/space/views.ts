interface Read {
  views: number;
  viewsByDay: ReadonlyArray<{ day: string; count: number }>;
}

export interface Views {
  /** Every day of the window, oldest first, days without readers included. */
  days: { day: string; count: number }[];
  /** Readers within the window. */
  recent: number;
  /** Readers since the first day. */
  all: number;
}

export const WINDOW_DAYS = 30;
const DAY_MS = 86_400_000;

/** All ads together. The window ends with the last day the server published: its yesterday, not the device's. */
export function sumViews(ads: readonly Read[]): Views {
  const byDay = new Map<string, number>();
  for (const { viewsByDay } of ads) for (const { day, count } of viewsByDay) byDay.set(day, (byDay.get(day) ?? 0) + count);
  const last = [...byDay.keys()].sort().at(-1);
  const end = last === undefined ? undefined : Date.parse(`${last}T00:00:00Z`);
  const days =
    end === undefined
      ? []
      : Array.from({ length: WINDOW_DAYS }, (_, index) => {
          const day = new Date(end - (WINDOW_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
          return { day, count: byDay.get(day) ?? 0 };
        });
  return {
    days,
    recent: days.reduce((sum, { count }) => sum + count, 0),
    all: ads.reduce((sum, { views }) => sum + views, 0),
  };
}
