/** The hour of a picture: everything in it takes its colours from there. */
export interface Light {
  /** From the zenith to the horizon. */
  sky: readonly [string, string, string];
  sun: string;
  /** What is far away, and what is near. */
  far: string;
  near: string;
  /** Walls and floors inside. */
  wall: string;
  floor: string;
  /** What shines: lamps, windows, reflections. */
  shine: string;
  dark: boolean;
}

export const LIGHTS = {
  dawn: {
    sky: ['#b9c4dc', '#f0cdbf', '#f9dfc2'],
    sun: '#fff4dc',
    far: '#c4a9b6',
    near: '#453a55',
    wall: '#e3cdbf',
    floor: '#a98577',
    shine: '#ffe6bd',
    dark: false,
  },
  noon: {
    sky: ['#8fc3d8', '#c3e0e2', '#eef1df'],
    sun: '#fffdf0',
    far: '#a3c3c2',
    near: '#24504c',
    wall: '#dfe3d2',
    floor: '#b59a78',
    shine: '#fffbe3',
    dark: false,
  },
  golden: {
    sky: ['#e9b46e', '#f2c283', '#fbe0ab'],
    sun: '#fff6d6',
    far: '#d9a06c',
    near: '#5b2f2b',
    wall: '#e7c595',
    floor: '#8f5b3c',
    shine: '#fff0bf',
    dark: false,
  },
  dusk: {
    sky: ['#3c3a6b', '#8d5f86', '#f0a488'],
    sun: '#ffdcb4',
    far: '#8a6390',
    near: '#231c3b',
    wall: '#75587a',
    floor: '#3d2c44',
    shine: '#ffcf8d',
    dark: true,
  },
  night: {
    sky: ['#10142c', '#1d2a50', '#41557f'],
    sun: '#f6f1da',
    far: '#34466f',
    near: '#0c1022',
    wall: '#2c3654',
    floor: '#1a2038',
    shine: '#ffd98f',
    dark: true,
  },
} as const satisfies Record<string, Light>;

export type Hour = keyof typeof LIGHTS;
export const HOURS = Object.keys(LIGHTS) as Hour[];

/** Between two colours: 0 is the first, 1 the second. */
export function mix(a: string, b: string, share: number): string {
  const part = (colour: string, at: number) => Number.parseInt(colour.slice(1 + at * 2, 3 + at * 2), 16);
  return `#${[0, 1, 2]
    .map((at) => Math.round(part(a, at) * (1 - share) + part(b, at) * share))
    .map((value) => Math.min(255, Math.max(0, value)).toString(16).padStart(2, '0'))
    .join('')}`;
}
