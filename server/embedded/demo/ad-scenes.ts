/** Small flat pictures of what ads are about: drawn here, of nobody and nowhere. */
const [WIDTH, HEIGHT] = [1_080, 810];
/** As large as they are shown in an ad: whoever waits for them does not wait long. */
const SHOWN_WIDTH = 810;

const COLOURS = {
  morning: { sky: '#f3dfc4', far: '#d9b99b', near: '#5f7d6b', ground: '#e9d8bd', accent: '#a3243b', light: '#fffaf0', dark: '#3a3244' },
  evening: { sky: '#3b3654', far: '#6a5a7e', near: '#2c4a4a', ground: '#4a3f52', accent: '#e0a458', light: '#f7e6c8', dark: '#1d1a26' },
} as const;
type Colours = (typeof COLOURS)[keyof typeof COLOURS];

const rect = (x: number, y: number, width: number, height: number, fill: string, round = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`;
const disc = (x: number, y: number, radius: number, fill: string): string => `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>`;
const shape = (path: string, fill: string): string => `<path d="${path}" fill="${fill}"/>`;
const stroke = (path: string, colour: string, width = 14): string =>
  `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;
const times = (count: number, draw: (at: number) => string): string => Array.from({ length: count }, (_, at) => draw(at)).join('');

const table = ({ sky, ground, far }: Colours): string =>
  rect(0, 0, WIDTH, HEIGHT, sky) + rect(110, 90, 360, 330, far, 12) + rect(0, 540, WIDTH, 270, ground);

/** What is drawn in front, and what is said of it to whoever does not see it. */
const SCENES = {
  coffee: {
    alt: 'Une tasse de café sur une table, près d’une fenêtre',
    draw: (c: Colours) =>
      table(c) +
      `<ellipse cx="600" cy="640" rx="230" ry="46" fill="${c.light}"/>` +
      stroke('M720 470c120-20 120 130-10 120', c.accent, 30) +
      shape('M450 420h300c0 150-50 215-150 215s-150-65-150-215z', c.accent) +
      `<ellipse cx="600" cy="420" rx="150" ry="32" fill="${c.dark}"/>` +
      times(3, (at) => stroke(`M${530 + at * 70} 350c-30-40 30-60 0-110`, c.light, 10)),
  },
  market: {
    alt: 'Un étal de marché sous son auvent',
    draw: (c: Colours) =>
      rect(0, 0, WIDTH, HEIGHT, c.sky) +
      rect(0, 600, WIDTH, 210, c.ground) +
      rect(160, 250, 20, 380, c.dark) +
      rect(900, 250, 20, 380, c.dark) +
      times(8, (at) => shape(`M${110 + at * 108} 160h108v110c0 60-108 60-108 0z`, at % 2 ? c.light : c.accent)) +
      rect(130, 480, 820, 170, c.far, 10) +
      times(11, (at) => disc(190 + at * 70, 470 - (at % 3) * 16, 44, [c.accent, '#d98c3a', c.near][at % 3] ?? c.accent)),
  },
  mountains: {
    alt: 'Un sentier qui monte vers des montagnes',
    draw: (c: Colours) =>
      rect(0, 0, WIDTH, HEIGHT, c.sky) +
      disc(790, 200, 90, c.light) +
      shape('M0 560L260 230 430 430 640 160 1080 600V810H0z', c.far) +
      shape('M568 250L640 160 728 254 680 290 640 250 600 292z', c.light) +
      shape('M0 610c260-130 520-110 1080 30v170H0z', c.near) +
      shape('M430 810c40-90 210-110 120-200l40-8c120 110-20 130-10 208z', c.ground),
  },
  bicycle: {
    alt: 'Un vélo contre un mur',
    draw: (c: Colours) =>
      rect(0, 0, WIDTH, HEIGHT, c.far) +
      times(6, (at) => rect(at * 190 - (at % 2) * 40, 90 + (at % 3) * 130, 150, 56, c.sky, 6)) +
      rect(0, 650, WIDTH, 160, c.ground) +
      [340, 740].map((x) => stroke(`M${x - 140} 530a140 140 0 1 0 280 0a140 140 0 1 0-280 0`, c.dark, 16)).join('') +
      stroke('M340 530L460 330H670L740 530M460 330L540 530H340M540 530L670 330M430 280h70M650 270l70-20', c.accent, 18),
  },
  records: {
    alt: 'Un disque sur sa platine',
    draw: (c: Colours) =>
      rect(0, 0, WIDTH, HEIGHT, c.near) +
      rect(150, 110, 780, 590, c.ground, 26) +
      disc(470, 405, 250, c.dark) +
      times(3, (at) => `<circle cx="470" cy="405" r="${220 - at * 42}" fill="none" stroke="${c.far}" stroke-width="3"/>`) +
      disc(470, 405, 82, c.accent) +
      disc(470, 405, 12, c.light) +
      stroke('M830 200v220l-180 130', c.light, 20) +
      disc(830, 200, 42, c.light),
  },
  books: {
    alt: 'Une pile de livres et une lampe',
    draw: (c: Colours) =>
      table(c) +
      times(5, (at) =>
        rect(420 + (at % 2) * 40, 560 - at * 66, 380 - (at % 3) * 40, 58, [c.accent, c.near, c.far, c.light, c.dark][at] ?? c.accent, 6),
      ) +
      shape('M180 300h190l60 130H120z', c.accent) +
      rect(266, 430, 18, 180, c.dark) +
      rect(200, 600, 150, 24, c.dark, 12),
  },
  garden: {
    alt: 'Des pots de fleurs sur un rebord',
    draw: (c: Colours) =>
      rect(0, 0, WIDTH, HEIGHT, c.sky) +
      disc(200, 170, 80, c.light) +
      rect(0, 640, WIDTH, 170, c.far) +
      times(3, (at) => {
        const x = 260 + at * 280;
        return (
          stroke(`M${x} 480V${300 - at * 20}M${x} 400c-60-20-80-70-70-110M${x} 380c60-20 80-60 70-110`, c.near, 18) +
          disc(x, 280 - at * 20, 52, at === 1 ? '#d98c3a' : c.accent) +
          disc(x, 280 - at * 20, 18, c.light) +
          shape(`M${x - 100} 470h200l-34 180h-132z`, c.ground)
        );
      }),
  },
  stage: {
    alt: 'Une scène, deux projecteurs et une guitare',
    draw: (c: Colours) =>
      rect(0, 0, WIDTH, HEIGHT, c.dark) +
      shape('M220 0L60 640H520z', `${c.accent}66`) +
      shape('M860 0L560 640h460z', `${c.light}55`) +
      rect(0, 630, WIDTH, 180, c.far) +
      stroke('M590 200L520 470', c.light, 26) +
      `<g transform="rotate(14 500 540)">${disc(500, 520, 84, c.accent)}${disc(490, 610, 112, c.accent)}${disc(497, 570, 36, c.dark)}</g>`,
  },
  kitchen: {
    alt: 'Une cocotte qui fume',
    draw: (c: Colours) =>
      table(c) +
      times(3, (at) => stroke(`M${470 + at * 110} 260c-40-50 40-70 0-130`, c.light, 12)) +
      rect(340, 340, 480, 260, c.accent, 40) +
      rect(310, 310, 540, 50, c.dark, 25) +
      disc(580, 296, 26, c.dark) +
      rect(270, 400, 80, 34, c.dark, 17) +
      rect(810, 400, 80, 34, c.dark, 17),
  },
  sea: {
    alt: 'Un voilier sur une mer calme',
    draw: (c: Colours) =>
      rect(0, 0, WIDTH, HEIGHT, c.sky) +
      disc(760, 230, 100, c.light) +
      rect(0, 450, WIDTH, 360, c.near) +
      times(7, (at) => rect(90 + ((at * 230) % 900), 500 + at * 40, 170, 8, c.far, 4)) +
      shape('M500 150L500 470 300 470z', c.light) +
      shape('M524 210L524 470 670 470z', c.accent) +
      shape('M270 490h430l-70 90H330z', c.dark),
  },
} as const;

export type SceneName = keyof typeof SCENES;

const ABOUT: Record<SceneName, readonly string[]> = {
  coffee: ['cafe', 'patisserie', 'langues', 'jeux-de-societe'],
  market: ['marches', 'brocante', 'restaurants'],
  mountains: ['montagne', 'randonnee', 'escalade', 'etoiles'],
  bicycle: ['velo', 'course', 'bricolage'],
  records: ['vinyles', 'radio', 'danse'],
  books: ['livres', 'romans-policiers', 'bande-dessinee', 'histoire'],
  garden: ['jardin', 'benevolat', 'animaux'],
  stage: ['concerts', 'musique', 'theatre', 'instrument'],
  kitchen: ['cuisine', 'vin'],
  sea: ['mer', 'voyages', 'natation', 'peche'],
};

const HOURS = { morning: 'le matin', evening: 'le soir' } as const;

/** The pictures there are, each at two hours of the day. What is said of one is said of no other. */
export const PICTURES = (Object.keys(SCENES) as SceneName[]).flatMap((scene) =>
  (['morning', 'evening'] as const).map((hour) => ({
    scene,
    alt: `${SCENES[scene].alt}, ${HOURS[hour]}`,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${SHOWN_WIDTH}" height="${(SHOWN_WIDTH * HEIGHT) / WIDTH}" viewBox="0 0 ${WIDTH} ${HEIGHT}">${SCENES[scene].draw(COLOURS[hour])}</svg>`,
  })),
);

/** What suits whoever, or whatever, is about these tastes; in their order. */
export const scenesFor = (tastes: readonly string[]): SceneName[] =>
  tastes.flatMap((taste) => (Object.keys(ABOUT) as SceneName[]).filter((name) => ABOUT[name].includes(taste)));
