import { seconds } from './clock.js';
import type { Logger } from './logger.js';

/** Longer than any orderly end, shorter than the patience of whoever stops us. */
const LONGEST_END = seconds(15);

export interface Ending {
  signals: NodeJS.Signals[];
  /** The orderly end. */
  stop: () => Promise<void>;
  longest?: number;
}

/**
 * How this process ends: in order when it is told to, or when something broke that nobody caught; by force when the order
 * takes too long. A promise that nobody looked at is one request's misfortune: it is logged, and the house goes on.
 */
export function endWell(log: Logger, { signals, stop, longest = LONGEST_END }: Ending): { end: (code: number) => void } {
  let isEnding = false;
  const end = (code: number): void => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), longest).unref();
    stop().then(
      () => process.exit(code),
      (err: unknown) => {
        log.error({ err }, 'the end was not in order');
        process.exit(1);
      },
    );
  };
  for (const signal of signals) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping');
      end(0);
    });
  }
  process.on('unhandledRejection', (err) => log.error({ err }, 'a promise was rejected and nobody looked'));
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'something broke that nobody caught');
    end(1);
  });
  return { end };
}
