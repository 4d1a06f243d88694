import { renderIllustration } from '../../../src/profiles/illustrations.js';
import type { Chance } from '../random.js';
import { mix, type Light } from './light.js';

const SKINS = ['#f6dcc8', '#efc9ab', '#e2b18c', '#c98d66', '#a56a48', '#7c4c34'] as const;
const HAIRS = ['#241c1f', '#3a2723', '#5b3a29', '#7d4a2b', '#a8743d', '#6d665f'] as const;
const CLOTHS = ['#a3243b', '#5f7d6b', '#c98a2b', '#2f4f7d', '#6d4a6f', '#e8ddcc', '#2b2f3c', '#b5653a'] as const;

/** Which part of the drawing begins at which place of it. */
const PARTS: Record<string, 'skin' | 'cloth' | 'hair' | 'eyes'> = {
  '531 487': 'skin',
  '178 1057': 'cloth',
  '266 207': 'hair',
  '791 871': 'skin',
  '653 805': 'hair',
  '901 668': 'skin',
  '610 680': 'eyes',
  '774 657': 'hair',
};
const BEGINNING = /(?=<g transform="translate\(\d+ \d+\)">)/;

/** A person's own drawing, coloured in the light of a scene: the same face, as if somebody had met it there. */
export function inColour(key: string, chance: Chance, light: Light, looks: { skin: string; hair: string }): string {
  const shade = (colour: string) => mix(mix(colour, light.sky[2], 0.1), light.near, light.dark ? 0.14 : 0.02);
  const cloth = chance.pick(CLOTHS);
  const colours = {
    skin: { light: shade(looks.skin), ink: mix(looks.hair, '#1d1a26', 0.6) },
    cloth: { light: shade(cloth), ink: mix(shade(cloth), '#14111b', 0.72) },
    hair: { light: mix(shade(looks.hair), '#ffffff', 0.72), ink: shade(looks.hair) },
    eyes: { light: '#fffaf4', ink: '#1d1a26' },
  };
  let part: keyof typeof colours = 'skin';
  return renderIllustration(key)
    .split(BEGINNING)
    .map((piece, at) => {
      // Before the first part: the frame of the drawing, whose white is a mask.
      if (at === 0) return piece;
      part = PARTS[/translate\((\d+ \d+)\)/.exec(piece)?.[1] ?? ''] ?? part;
      return piece.replaceAll('fill="#fff"', `fill="${colours[part].light}"`).replaceAll('fill="#000"', `fill="${colours[part].ink}"`);
    })
    .join('');
}

/** The same on every picture of a person. */
export const looksOf = (chance: Chance, old: boolean): { skin: string; hair: string } => ({
  skin: chance.pick(SKINS),
  hair: old ? '#9c958e' : chance.pick(HAIRS),
});
