import { z } from 'zod';
import { ApiError } from './errors.js';
import type { Form } from './form.js';

const INTEGER = 'parameter_invalid_integer';
const EMPTY = 'parameter_invalid_empty';
const TOO_LONG = 'parameter_invalid_string_long';

export const object = z.strictObject;
export const choice = z.enum;
export const text = (max = 5_000) => z.string().min(1, { error: EMPTY }).max(max, { error: TOO_LONG });
/** Stripe's « emptyable »: an empty string unsets the value. */
export const emptyable = <T extends z.ZodType>(schema: T) => z.union([z.literal('').transform(() => null), schema]);
export const integer = (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) =>
  z
    .string()
    .regex(/^-?\d{1,15}$/, { error: INTEGER })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `must be between ${min} and ${max}` });
export const boolean = () => z.enum(['true', 'false']).transform((value) => value === 'true');
export const list = <T extends z.ZodType>(item: T, max = 100) => z.array(item).max(max);
export const url = () => z.url({ protocol: /^https?$/, error: 'url_invalid' }).max(5_000, { error: TOO_LONG });
export const email = () => z.email({ error: 'email_invalid' }).max(512, { error: TOO_LONG });
export const metadata = () =>
  z
    .record(z.string().max(40, { error: TOO_LONG }), z.string().max(500, { error: TOO_LONG }))
    .refine((data) => Object.keys(data).length <= 50, { error: 'at most 50 keys' });
export const range = () =>
  z.union([
    integer(0).transform((at) => ({ gte: at, lte: at })),
    object({ gt: integer().optional(), gte: integer().optional(), lt: integer().optional(), lte: integer().optional() }),
  ]);

export const paging = {
  limit: integer(1, 100).optional(),
  starting_after: text().optional(),
  ending_before: text().optional(),
};

export interface Range {
  gt?: number | undefined;
  gte?: number | undefined;
  lt?: number | undefined;
  lte?: number | undefined;
}

export function within(value: number, wanted: Range | undefined): boolean {
  if (!wanted) return true;
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = wanted;
  return value > gt && value >= gte && value < lt && value <= lte;
}

/** Parses strictly, and tells the first fault in Stripe's words. */
export function parseParams<T extends z.ZodType>(schema: T, form: Form, unsupported: readonly string[] = []): z.output<T> {
  const beyond = Object.keys(form).find((name) => unsupported.includes(name));
  if (beyond) {
    throw new ApiError(`The simulator does not play this parameter of Stripe: ${beyond}`, {
      code: 'simulator_unsupported',
      param: beyond,
    });
  }
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  throw explain(deepest(parsed.error.issues), form);
}

/** In a union the branch that went furthest is the one the caller meant. */
function deepest(issues: readonly z.core.$ZodIssue[], prefix: PropertyKey[] = []): z.core.$ZodIssue {
  const first = issues.find((issue) => issue.code === 'unrecognized_keys') ?? issues[0];
  if (!first) throw new Error('A refused form without an issue');
  const path = [...prefix, ...first.path];
  if (first.code !== 'invalid_union') return { ...first, path };
  const branches = first.errors.map((branch) => deepest(branch, path));
  return branches.sort((a, b) => rank(b) - rank(a))[0] ?? { ...first, path };
}

function rank(issue: z.core.$ZodIssue): number {
  const kind = issue.code === 'invalid_type' || issue.code === 'invalid_value' ? 0 : 1;
  return issue.path.length * 2 + kind;
}

function explain(issue: z.core.$ZodIssue, form: Form): ApiError {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const param = bracketed([...issue.path, ...keys]);
  if (keys.length > 0) {
    return new ApiError(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }
  const given = issue.path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined),
    form,
  );
  if (given === undefined) {
    return new ApiError(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  if (issue.code === 'invalid_value') {
    return new ApiError(`Invalid ${param}: must be one of ${issue.values.map(String).join(', ')}`, { param });
  }
  return worded(issue, param, typeof given === 'string' ? given : JSON.stringify(given));
}

function worded(issue: z.core.$ZodIssue, param: string, given: string): ApiError {
  switch (issue.message) {
    case INTEGER:
      return new ApiError(`Invalid integer: ${given}`, { code: INTEGER, param });
    case EMPTY:
      return new ApiError(
        `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset.`,
        { code: EMPTY, param },
      );
    case TOO_LONG:
      return new ApiError(`Invalid string: ${param} is too long`, { code: TOO_LONG, param });
    case 'url_invalid':
      return new ApiError('Not a valid URL', { code: 'url_invalid', param });
    case 'email_invalid':
      return new ApiError(`Invalid email address: ${given}`, { code: 'email_invalid', param });
    default:
      return new ApiError(`Invalid ${param}: ${issue.message}`, { param });
  }
}

function bracketed(path: PropertyKey[]): string {
  return path.map((part, depth) => (depth === 0 ? String(part) : `[${String(part)}]`)).join('');
}
