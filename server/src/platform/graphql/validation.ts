import {
  registerDecorator,
  Validate,
  ValidateIf,
  validateSync,
  ValidatorConstraint,
  type ValidationError,
  type ValidatorConstraintInterface,
  type ValidatorOptions,
} from 'class-validator';
import { Arg, ID } from 'type-graphql';
import { badInput } from '../errors.js';
import { isId } from '../ids.js';

/**
 * What no text of ours may hold: control characters (NUL breaks PostgreSQL), lone surrogates, and the bidirectional
 * overrides that make a text read as something else. Emoji, right-to-left scripts and "<" are text like any other.
 */
// eslint-disable-next-line no-control-regex -- refusing control characters is the point
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/;
const BREAKS = /[\n\t]/;
/** What is drawn as nothing: spaces, joiners, fillers and the empty braille cell. */
const BLANK = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/gu;

export interface TextRules {
  min?: number;
  max: number;
  /** Whether it may have several lines. */
  multiline?: boolean;
}

/** What is wrong with a text, or null. Lengths are in characters as people count them (code points), after trimming. */
export function textProblem(value: unknown, { min = 0, max, multiline = false }: TextRules): string | null {
  if (typeof value !== 'string') return 'A text is expected.';
  if (FORBIDDEN.test(value) || !value.isWellFormed()) return 'It contains characters that cannot be used here.';
  if (!multiline && BREAKS.test(value)) return 'It must be a single line.';
  if (min > 0 && value.replace(BLANK, '') === '') return 'It must not be empty.';
  const length = [...value.trim()].length;
  if (length < min) return min === 1 ? 'It must not be empty.' : `At least ${min} characters.`;
  return length > max ? `At most ${max} characters.` : null;
}

/** For what may be left out of an input: left out or null, it stays as it is. */
export const Given = (): PropertyDecorator => ValidateIf((_input, value) => value !== undefined && value !== null);

/** A text of a person, checked by `textProblem`. */
export const IsText = (rules: TextRules): PropertyDecorator => Checked('isText', (value) => textProblem(value, rules));

/** A list of texts, each checked so. */
export const AreTexts = (rules: TextRules): PropertyDecorator =>
  Checked('areTexts', (texts) =>
    Array.isArray(texts)
      ? (texts.map((text) => textProblem(text, rules)).find((problem) => problem !== null) ?? null)
      : 'A list is expected.',
  );

/** `problem` says what is wrong with a value, or null. */
export function Checked(name: string, problem: (value: unknown) => string | null): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: String(property),
      validator: { validate: (value) => problem(value) === null, defaultMessage: (args) => problem(args?.value) ?? '' },
    });
  };
}

@ValidatorConstraint({ name: 'isId' })
class IdConstraint implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && isId(value);
  }

  defaultMessage(): string {
    return 'Not an id of ours.';
  }
}

/** An id in an input type. */
export const IsId = (): PropertyDecorator => Validate(IdConstraint);

/** A list of ids in an input type. */
export const AreIds = (): PropertyDecorator => Validate(IdConstraint, { each: true });

/** An id as an argument of its own: `@IdArg('id', 'From `sessions`.') id: string`. */
export const IdArg = (name: string, description: string, { nullable = false } = {}): ReturnType<typeof Arg> =>
  Arg(name, () => ID, {
    description,
    nullable,
    validateFn: (value) => {
      if (nullable && (value === undefined || value === null)) return;
      if (typeof value !== 'string' || !isId(value)) throw badInput({ [name]: 'Not an id of ours.' });
    },
  });

const OPTIONS: ValidatorOptions = { forbidUnknownValues: false, skipMissingProperties: true };

/** Asks an argument its decorators, at once: none of ours waits for anything. What does not fit is named by its path. */
export function assertValid(argument: unknown): void {
  const inputs = (Array.isArray(argument) ? argument : [argument]).filter((each) => typeof each === 'object' && each !== null);
  const fields: Record<string, string> = {};
  const collect = (problems: ValidationError[], prefix: string): void => {
    for (const problem of problems) {
      const path = prefix + problem.property;
      const [message] = Object.values(problem.constraints ?? {});
      if (message) fields[path] = message;
      collect(problem.children ?? [], `${path}.`);
    }
  };
  for (const input of inputs) collect(validateSync(input as object, OPTIONS), '');
  if (Object.keys(fields).length > 0) throw badInput(fields);
}
