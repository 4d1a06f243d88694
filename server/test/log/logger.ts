import { pino } from 'pino';
import { createLogger, standardOutput, type Destination, type Logger } from '../../src/platform/logger.js';
import { keep } from './run.js';

/**
 * The house's own logger, which says everything to the file of this run and, as ever, what is at or above `level` to its
 * destination: so that what is proven of the log is proven of all of it.
 */
export function testLogger(level: string, destination: Destination = standardOutput()): Logger {
  const least = pino.levels.values[level] ?? Infinity;
  const both = {
    [Symbol.for('pino.metadata')]: true,
    lastLevel: 0,
    write(line: string): void {
      keep('said', line);
      if (this.lastLevel >= least) destination.write(line);
    },
  };
  return createLogger('trace', both);
}
