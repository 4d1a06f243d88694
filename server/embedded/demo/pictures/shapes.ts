import type { Chance } from '../random.js';
import { mix, type Light } from './light.js';

/** The size of every picture. */
export const WIDTH = 960;
export const HEIGHT = 1200;

type Marks = Record<string, string | number>;

const marks = (given: Marks): string =>
  Object.entries(given)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? Math.round(value * 100) / 100 : value}"`)
    .join('');

export const rect = (x: number, y: number, width: number, height: number, fill: string, more: Marks = {}): string =>
  `<rect${marks({ x, y, width, height, fill, ...more })}/>`;
export const circle = (cx: number, cy: number, r: number, fill: string, more: Marks = {}): string =>
  `<circle${marks({ cx, cy, r, fill, ...more })}/>`;
export const ellipse = (cx: number, cy: number, rx: number, ry: number, fill: string, more: Marks = {}): string =>
  `<ellipse${marks({ cx, cy, rx, ry, fill, ...more })}/>`;
export const path = (d: string, fill: string, more: Marks = {}): string => `<path${marks({ d, fill, ...more })}/>`;
export const line = (d: string, stroke: string, width: number, more: Marks = {}): string =>
  `<path${marks({ d, fill: 'none', stroke, 'stroke-width': width, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', ...more })}/>`;
export const group = (transform: string, ...inside: string[]): string => `<g transform="${transform}">${inside.join('')}</g>`;

const stops = (colours: readonly (readonly [offset: number, colour: string, opacity?: number])[]): string =>
  colours.map(([offset, colour, opacity = 1]) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`).join('');

/** From top to bottom, over the whole of what it fills. */
export const fall = (id: string, ...colours: (readonly [offset: number, colour: string, opacity?: number])[]): string =>
  `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops(colours)}</linearGradient></defs>`;

let glows = 0;
/** Light around a point. */
export function glow(x: number, y: number, radius: number, colour: string, strength = 0.8): string {
  const id = `glow${(glows += 1)}`;
  return `<defs><radialGradient id="${id}">${stops([
    [0, colour, strength],
    [0.35, colour, strength * 0.4],
    [1, colour, 0],
  ])}</radialGradient></defs>${circle(x, y, radius, `url(#${id})`)}`;
}

export function sky({ sky: [top, middle, bottom] }: Light, height = HEIGHT): string {
  return fall('sky', [0, top], [0.55, middle], [1, bottom]) + rect(0, 0, WIDTH, height, 'url(#sky)');
}

/** The outline of hills or mountains: waves of several lengths, one over the other. */
export function ridge(chance: Chance, { y, height, sharp = 0 }: { y: number; height: number; sharp?: number }): string {
  const waves = [1, 2.3, 4.7, 9.1].map((pace, at) => ({ pace, phase: chance.next() * 7, size: 1 / (1 + at * 1.4) }));
  const points = Array.from({ length: 65 }, (_, at) => {
    const x = (at / 64) * WIDTH;
    const rise = waves.reduce((sum, { pace, phase, size }) => {
      const wave = Math.sin((x / WIDTH) * pace * 3 + phase);
      return sum + size * (wave * (1 - sharp) + (1 - Math.abs(wave) * 2) * sharp);
    }, 0);
    return `${Math.round(x)},${Math.round(y - (rise * height) / 2)}`;
  });
  return `M0,${HEIGHT} L${points.join(' L')} L${WIDTH},${HEIGHT} Z`;
}

export function steam(x: number, y: number, colour: string): string {
  return [0, 1, 2]
    .map((at) =>
      line(`M${x + at * 26 - 26},${y} c-24,-34 22,-56 0,-92 c-16,-30 14,-48 4,-74`, colour, 9, {
        opacity: 0.35 - at * 0.07,
        filter: 'url(#soft)',
      }),
    )
    .join('');
}

export function plant(chance: Chance, x: number, y: number, size: number, colour: string, pot: string): string {
  const leaves = Array.from({ length: chance.between(7, 11) }, (_, at) => {
    const turn = -80 + at * 18 + chance.between(-8, 8);
    const long = size * (0.6 + chance.next() * 0.5);
    return group(
      `translate(${x} ${y}) rotate(${turn})`,
      path(
        `M0,0 C${-long * 0.2},${-long * 0.4} ${-long * 0.16},${-long * 0.8} 0,${-long} C${long * 0.16},${-long * 0.8} ${long * 0.2},${-long * 0.4} 0,0Z`,
        mix(colour, '#ffffff', chance.next() * 0.18),
      ),
    );
  });
  const half = size * 0.28;
  return (
    leaves.join('') +
    path(`M${x - half},${y - 6} h${half * 2} l${-half * 0.3},${half * 1.6} h${-half * 1.4}Z`, pot) +
    rect(x - half * 1.1, y - 14, half * 2.2, 20, mix(pot, '#000000', 0.15), { rx: 4 })
  );
}

/** Windows of houses far away, some of them lit. */
export function windows(chance: Chance, x: number, y: number, columns: number, rows: number, lit: string, unlit: string): string {
  return Array.from({ length: columns * rows }, (_, at) => {
    const on = chance.happens(0.4);
    return rect(x + (at % columns) * 34, y + Math.floor(at / columns) * 52, 16, 28, on ? lit : unlit, { rx: 2, opacity: on ? 1 : 0.5 });
  }).join('');
}

/** Every picture knows how to be soft. */
export const svg = (...inside: string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><defs><filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="7"/></filter></defs>${inside.join('')}</svg>`;
