import { createAvatar } from '@dicebear/core';
import * as notionists from '@dicebear/notionists';
import { MEN_PORTRAITS, WOMEN_PORTRAITS, type PortraitPick } from './illustrations.picks.js';

/**
 * Illustrated portraits that a person may choose instead of a photo, or beside it. They are openly drawings, shared by many
 * people, and say nothing about anyone: that is why they may be served to everybody and kept in every cache.
 */
const PORTRAITS = new Map<string, PortraitPick>(Object.entries({ ...MEN_PORTRAITS, ...WOMEN_PORTRAITS }));

const KEYS = { MAN: Object.keys(MEN_PORTRAITS), WOMAN: Object.keys(WOMEN_PORTRAITS) };

// A bust with air above the head, in the 4:5 of the cards; the drawing's own frame is a square.
const FRAME = 'viewBox="174 -1 1396 1745" width="400" height="500"';

const rendered = new Map<string, string>();

export function illustrationKeys(role: 'MAN' | 'WOMAN'): readonly string[] {
  return KEYS[role];
}

/** Moderators have no portrait to choose. */
export const illustrationsFor = (role: string): readonly string[] => (role === 'MAN' || role === 'WOMAN' ? KEYS[role] : []);

export function isIllustration(key: string, role?: 'MAN' | 'WOMAN'): boolean {
  return role === undefined ? PORTRAITS.has(key) : KEYS[role].includes(key);
}

/** The portrait as SVG text with a transparent background. */
export function renderIllustration(key: string): string {
  const pick = PORTRAITS.get(key);
  if (!pick) throw new Error(`No illustration is called ${JSON.stringify(key)}`);
  const known = rendered.get(key) ?? draw(pick);
  rendered.set(key, known);
  return known;
}

const variant = (part: number | string): string => (typeof part === 'string' ? part : `variant${String(part).padStart(2, '0')}`);

function draw(pick: PortraitPick): string {
  const options: Partial<notionists.Options> = {
    base: ['variant01'],
    gestureProbability: 0,
    ...required(pick),
    ...optional('beard', pick.beard),
    ...optional('glasses', pick.glasses),
    ...optional('bodyIcon', pick.icon),
  };
  return createAvatar(notionists, options)
    .toString()
    .replace(/<metadata[\s\S]*?<\/metadata>/, '')
    .replace(/viewBox="[^"]*"/, FRAME);
}

function required({ hair, body, lips, eyes, brows, nose }: PortraitPick): Record<string, string[]> {
  return Object.fromEntries(Object.entries({ hair, body, lips, eyes, brows, nose }).map(([part, pick]) => [part, [variant(pick)]]));
}

function optional(part: string, pick: number | string | undefined): Record<string, string[] | number> {
  return pick === undefined ? { [`${part}Probability`]: 0 } : { [part]: [variant(pick)], [`${part}Probability`]: 100 };
}
