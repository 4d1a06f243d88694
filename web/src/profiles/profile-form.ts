import type { MyProfileFragment, UpdateProfileInput } from '../graphql/generated/graphql';

export interface ChosenCity {
  value: string;
  label: string;
  detail?: string;
}

/** A profile as a form holds it. */
export interface ProfileForm {
  username: string;
  city: ChosenCity | null;
  bio: string;
  interests: string[];
  tags: string[];
  illustration: string;
}
export type ProfileField = keyof ProfileForm;

export const limits = { username: { min: 3, max: 24 }, bio: 600, interests: 10, tags: 8, tag: { min: 2, max: 24 } } as const;

export function formOf(profile: MyProfileFragment): ProfileForm {
  return {
    username: profile.username ?? '',
    city: profile.city ? { value: profile.city.code, label: profile.city.name } : null,
    bio: profile.bio,
    interests: profile.interests.map(({ id }) => id),
    tags: [...profile.tags],
    illustration: profile.illustration,
  };
}

const USERNAME = /^[\p{L}\p{N}]+(?:[ ._-][\p{L}\p{N}]+)*$/u;

/** As the server stores it. */
export const tidy = (text: string): string => text.normalize('NFC').trim().replace(/ +/g, ' ');

const signs = (text: string): number => [...text].length;

/** What is wrong before anything is sent: a key of the texts, by field. */
export function problemsOf(form: ProfileForm): Partial<Record<ProfileField, string>> {
  const username = tidy(form.username);
  const problems: Partial<Record<ProfileField, string>> = {};
  if (!username) problems.username = 'profiles.username.missing';
  else if (signs(username) < limits.username.min || signs(username) > limits.username.max) problems.username = 'profiles.username.length';
  else if (!USERNAME.test(username)) problems.username = 'profiles.username.signs';
  if (!form.city) problems.city = 'profiles.city.missing';
  if (signs(form.bio.trim()) > limits.bio) problems.bio = 'profiles.bio.tooLong';
  return problems;
}

const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
/** The label of a city may come with or without its département: only its code counts. */
const compared = (form: ProfileForm, field: ProfileField): unknown => (field === 'city' ? form.city?.value : form[field]);

export function changedFields(form: ProfileForm, saved: ProfileForm): ProfileField[] {
  return (Object.keys(saved) as ProfileField[]).filter((field) => !sameValue(compared(form, field), compared(saved, field)));
}

export function inputOf(form: ProfileForm, fields: readonly ProfileField[]): UpdateProfileInput {
  const whole = {
    username: tidy(form.username),
    cityCode: form.city?.value ?? null,
    bio: form.bio.trim(),
    interests: form.interests,
    tags: form.tags,
    illustration: form.illustration,
  };
  const names = fields.map((field) => (field === 'city' ? 'cityCode' : field));
  return Object.fromEntries(names.map((name) => [name, whole[name]]));
}

/** A tag as it may be added to the others, or what is wrong with it. */
export function newTag(text: string, tags: readonly string[]): { tag: string } | { problem: string } {
  const tag = tidy(text);
  if (signs(tag) < limits.tag.min || signs(tag) > limits.tag.max) return { problem: 'profiles.tags.length' };
  if (tags.some((other) => other.toLowerCase() === tag.toLowerCase())) return { problem: 'profiles.tags.twice' };
  return { tag };
}
