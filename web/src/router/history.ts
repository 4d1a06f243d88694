// The router writes where one came from and went to into the state of each history entry.
const entry = (): { back?: string | null; forward?: string | null } =>
  (history.state ?? {}) as { back?: string | null; forward?: string | null };

/** Whether this page was reached by the back button, and so wants to be found as it was left. */
export const cameBack = (): boolean => entry().forward != null;

/** The page from which one was led here. */
export const cameFrom = (): string | undefined => entry().back ?? undefined;

/** Whether one step back stays inside the site. */
export const canGoBack = (): boolean => entry().back != null;
