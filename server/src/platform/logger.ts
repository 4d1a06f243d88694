import { pino, type Logger } from 'pino';

export type { Logger };

/** Secrets and personal words that must never reach a log, wherever they hang in an object. */
const REDACTED = ['password', 'code', 'token', 'accessToken', 'refreshToken', 'email', 'text', 'bio', 'opening', 'words', 'authorization', 'cookie'];

export function createLogger(level: string, destination?: NodeJS.WritableStream): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: REDACTED.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`]), censor: '[redacted]' },
      serializers: { err: pino.stdSerializers.err },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  );
}
