import type { readRights } from '../src/platform/graphql/guards.js';

type Rights = ReturnType<typeof readRights>;

/** The rights of a field as one would say them. */
export function rightsInWords(rights: Rights): string {
  const limits = rights.rateLimits.map(({ max, window, by }) => `${max} ${perWindow(window)} for each ${COUNTED[by]}`);
  return `${who(rights)}.${limits.length > 0 ? ` At most ${LIST.format(limits)}.` : ''}`;
}

function who({ isPublic, auth, subscribed }: Rights): string {
  if (isPublic) return 'Anyone, signed in or not';
  const people = capital(LIST.format((auth?.role ?? []).map((role) => PEOPLE[role]))) || 'Whoever is signed in';
  const also = [...(auth?.suspended ? ['while suspended or banned'] : []), ...(auth?.beforeTerms ? ['before new terms are accepted'] : [])];
  if (also.length > 0) return `${people}, also ${also.join(' and ')}`;
  if (!subscribed) return people;
  const membership = `an active membership${subscribed.orInConversation ? ' or an open conversation with him' : ''}`;
  return people === 'Women' ? `Women with ${membership}` : `${people}; women need ${membership}`;
}

const LIST = new Intl.ListFormat('en');
const PEOPLE = { MAN: 'men', WOMAN: 'women', MODERATOR: 'moderators', ADMIN: 'admins' } as const;
const COUNTED = { ACCOUNT: 'account', IP: 'network address', EMAIL: 'e-mail address' } as const;
const UNITS: Record<string, string> = { s: 'second', m: 'minute', h: 'hour', d: 'day' };

function perWindow(window: string): string {
  const [count, unit = ''] = [window.slice(0, -1), UNITS[window.slice(-1)]];
  if (count !== '1') return `in ${count} ${unit}s`;
  return unit === 'hour' ? 'an hour' : `a ${unit}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
