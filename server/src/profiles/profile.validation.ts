import { Checked, textProblem } from '../platform/graphql/validation.js';

const USERNAME = /^[\p{L}\p{N}]+(?:[ ._-][\p{L}\p{N}]+)*$/u;
// Some letters (Hangul fillers) are drawn as nothing: a name with one would look like another's.
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

/** What is wrong with a name, or null. */
export function usernameProblem(value: unknown): string | null {
  const problem = textProblem(value, { min: 3, max: 24 });
  if (problem !== null) return problem;
  const name = tidy(value as string);
  return USERNAME.test(name) && !UNSEEN.test(name)
    ? null
    : 'Letters and digits, with single spaces, dots, hyphens or underscores between them.';
}

/** As stored and shown: composed letters, no space around or doubled. */
export const tidy = (text: string): string => text.normalize('NFC').trim().replace(/ +/g, ' ');

/** Names that look alike collide: compatibility forms, capitals and accents do not make another name. */
export const usernameKey = (username: string): string =>
  tidy(username)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ ._-]/g, '')
    .replace(/\p{L}/gu, (letter) => LOOK_ALIKES[letter] ?? letter);

// Cyrillic and Greek letters drawn like Latin ones.
const LOOK_ALIKES: Record<string, string> = Object.fromEntries([
  ...zip('авекмнорстухіјѕԁԛԝһ', 'abekmhopctyxijsdqwh'),
  ...zip('αβεικνορτυχ', 'abeikvoptux'),
  ['ı', 'i'],
  ['ß', 'ss'],
  ['ø', 'o'],
  ['ł', 'l'],
]);

function zip(from: string, to: string): [string, string][] {
  return [...from].map((letter, at) => [letter, to[at] ?? letter]);
}

export const TAG = { min: 2, max: 24 };

/** Trimmed, and each kept once whatever its capitals. */
export function tidyTags(tags: string[]): string[] {
  return [
    ...new Map(
      tags
        .map(tidy)
        .reverse()
        .map((tag) => [tag.toLowerCase(), tag]),
    ).values(),
  ].reverse();
}

export const IsUsername = (): PropertyDecorator => Checked('isUsername', usernameProblem);
