export const MINIMUM_LENGTH = 10;

export type Strength = 'short' | 'weak' | 'fair' | 'good';

const COMMON = /^(?:(?:azerty|qwerty|password|motdepasse|premierpas|soleil|bonjour|jetaime|doudou|loulou)\W*|\d)+$/i;

/** Length counts most: a sentence is better than a riddle. Words of the person's own address count for nothing. */
export function passwordStrength(password: string, email: string): Strength {
  const name = email.split('@')[0]?.toLowerCase() ?? '';
  const rest = name.length >= 4 ? password.toLowerCase().replaceAll(name, '') : password;
  if ([...password].length < MINIMUM_LENGTH) return 'short';
  const different = new Set(rest).size;
  if (different < 5 || COMMON.test(rest) || rest.length < 6) return 'weak';
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u].filter((kind) => kind.test(password)).length;
  return rest.length + kinds * 2 >= 20 ? 'good' : 'fair';
}
