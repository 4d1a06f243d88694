/** What a push holds: never a word of anybody; her name only when she allows it. */
export interface Told {
  kind: 'NEW_CONVERSATION' | 'NEW_MESSAGE' | 'MEMBERSHIP' | 'CASE';
  locale: 'FR' | 'EN';
  conversationId?: string;
  name?: string;
}

/** What the worker asks a page: whether it is there; to go there. */
export type Asked = { at: string } | { open: string };

/** Read over a shoulder, they tell as little as they can. */
const WORDS = {
  FR: {
    NEW_CONVERSATION: (name?: string) => `${name ?? 'Quelqu’un'} a fait le premier pas vers vous.`,
    NEW_MESSAGE: (name?: string) => (name ? `Nouveau message de ${name}.` : 'Vous avez un nouveau message.'),
    MEMBERSHIP: () => 'Votre abonnement demande votre attention.',
    CASE: () => 'Nous avons une réponse pour vous.',
  },
  EN: {
    NEW_CONVERSATION: (name?: string) => `${name ?? 'Someone'} took the first step towards you.`,
    NEW_MESSAGE: (name?: string) => (name ? `New message from ${name}.` : 'You have a new message.'),
    MEMBERSHIP: () => 'Your membership needs your attention.',
    CASE: () => 'We have an answer for you.',
  },
};

export const wordsOf = ({ kind, locale, name }: Told): string => (WORDS[locale] ?? WORDS.FR)[kind](name);

const PLACES: Partial<Record<Told['kind'], string>> = { MEMBERSHIP: '/compte', CASE: '/compte/signalements' };

/** Where a tap leads. */
export const pathOf = ({ kind, conversationId }: Told): string =>
  conversationId ? `/conversations/${conversationId}` : (PLACES[kind] ?? '/');

/** What arrives may be of a newer server, or not ours at all. */
export function toldBy(text: string | undefined): Told | null {
  try {
    const told = JSON.parse(text ?? '') as Told;
    return Object.hasOwn(WORDS.FR, told.kind) ? told : null;
  } catch {
    return null;
  }
}
