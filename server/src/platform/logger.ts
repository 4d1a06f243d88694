import { writeSync } from 'node:fs';
import { pino, type Logger } from 'pino';

export type { Logger };

/** Where lines go. */
export interface Destination {
  write(line: string): void;
}

/** Secrets and personal words that must never reach a log, wherever they hang in an object. */
const REDACTED = [
  'password',
  'code',
  'token',
  'accessToken',
  'refreshToken',
  'email',
  'text',
  'bio',
  'opening',
  'words',
  'contact',
  'note',
  'authorization',
  'cookie',
];

/** Values that messages quote: addresses, tokens, what PostgreSQL or JSON.parse could not read. */
const QUOTED: [RegExp, string][] = [
  [/[^\s<>()"',;:]+@[^\s<>()"',;:]+/g, '[e-mail]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  [/\bvalue ".*"(?= is out of range)/gs, 'value […]'],
  [/(?:: |, |, \.\.\.)".*"(?:\.\.\.)?(?= is not valid JSON|$)/gms, ': […]'],
];

export function createLogger(level: string, destination: Destination = standardOutput()): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: REDACTED.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `*.*.*.${key}`]), censor: '[redacted]' },
      serializers: { err: (err: unknown) => tellable(err) },
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((arg: unknown) => (typeof arg === 'string' ? unquoted(arg) : arg)) as Parameters<typeof method>);
        },
      },
    },
    destination,
  );
}

/**
 * Line by line, in order. A full disk or a reader that went away costs us lines, neither the house nor its orderly end: what
 * cannot be written is not kept for later.
 */
export function standardOutput(): Destination {
  return {
    write(line) {
      try {
        writeSync(1, line);
      } catch {
        // Whom could we tell?
      }
    },
  };
}

/**
 * What a log, or the queue, may keep of a fault: where it happened and of which kind. Its other properties stay out: a driver hangs the
 * parameters of the statement there, a mail client the recipients.
 */
export function tellable(err: unknown, depth = 0): object {
  if (!(err instanceof Error)) return { type: typeof err, message: unquoted(String(err)) };
  const { code, constraint, errors } = err as { code?: unknown; constraint?: unknown; errors?: unknown };
  return {
    type: err.name,
    message: unquoted(err.message),
    ...(code === undefined ? {} : { reason: String(code as string | number) }),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: unquoted(err.stack ?? ''),
    ...(err.cause === undefined || depth > 2 ? {} : { cause: tellable(err.cause, depth + 1) }),
    ...(Array.isArray(errors) && depth <= 2 ? { errors: errors.slice(0, 5).map((each) => tellable(each, depth + 1)) } : {}),
  };
}

function unquoted(text: string): string {
  return QUOTED.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);
}
