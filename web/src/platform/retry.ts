import { watch } from 'vue';
import { platform } from './device';

const FIRST_MS = 500;
const LONGEST_MS = 15_000;

/** Doubling, bounded, and jittered so that a server which comes back is not met by everyone at once. */
export const backoff = (attempt: number): number => Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS) * (0.75 + Math.random() / 2);

export interface Pause {
  over: Promise<void>;
  /** Ends it now; nothing happens when it is over already. */
  cut(): void;
}

/** Waits, but no longer than until the network is back or the person returns to the page. */
export function pauseBeforeRetry(ms: number): Pause {
  let cut: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(() => cut(), ms);
    const stopWatching = watch(platform.online, (online) => online && cut());
    const stopResume = platform.onResume(() => cut());
    cut = () => {
      clearTimeout(timer);
      stopWatching();
      stopResume();
      resolve();
    };
  });
  return { over, cut: () => cut() };
}
