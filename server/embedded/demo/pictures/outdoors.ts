import type { Chance } from '../random.js';
import { mix, type Light } from './light.js';
import { circle, ellipse, fall, glow, group, HEIGHT, line, path, rect, ridge, sky, svg, WIDTH } from './shapes.js';

function sun(chance: Chance, light: Light, y: number): { x: number; drawn: string } {
  const x = chance.between(220, 740);
  return { x, drawn: glow(x, y, 420, light.sun, light.dark ? 0.5 : 0.9) + circle(x, y, light.dark ? 46 : 62, light.sun) };
}

function stars(chance: Chance, light: Light): string {
  if (!light.dark) return '';
  return Array.from({ length: 70 }, () =>
    circle(chance.between(0, WIDTH), chance.between(0, 520), 0.8 + chance.next() * 1.6, light.sun, { opacity: 0.25 + chance.next() * 0.6 }),
  ).join('');
}

function birds(chance: Chance, colour: string): string {
  return Array.from({ length: chance.between(0, 5) }, () => {
    const [x, y, size] = [chance.between(120, 840), chance.between(160, 420), chance.between(10, 20)];
    return line(
      `M${x - size},${y - size * 0.5} q${size * 0.6},${-size * 0.2} ${size},${size * 0.5} q${size * 0.4},${-size * 0.7} ${size},${-size * 0.5}`,
      colour,
      3,
      { opacity: 0.7 },
    );
  }).join('');
}

function pine(x: number, y: number, height: number, colour: string): string {
  const tiers = [0, 1, 2, 3].map((at) => {
    const [top, half] = [y - height + (height * at) / 5, (height * (at + 1.6)) / 14];
    return path(`M${x},${top} L${x + half},${top + height / 2.8} Q${x},${top + height / 3.4} ${x - half},${top + height / 2.8}Z`, colour);
  });
  return tiers.join('') + rect(x - height / 40, y - height / 5, height / 20, height / 5, colour);
}

/** Ranges one behind the other, with mist between them, and a hut where there is soup. */
export function mountains(chance: Chance, light: Light): string {
  const { x, drawn } = sun(chance, light, chance.between(250, 420));
  const ranges = [0, 1, 2, 3, 4].map((at) => {
    const colour = mix(light.far, light.near, at / 4.6);
    const y = 520 + at * 125;
    const outline = ridge(chance, { y, height: 250 - at * 38, sharp: 0.85 - at * 0.2 });
    const mist = fall(`mist${at}`, [0, mix(colour, light.sun, 0.12)], [0.42, mix(colour, light.sky[2], 0.4)]);
    return mist + path(outline, `url(#mist${at})`);
  });
  const ground = ridge(chance, { y: 1075, height: 70 });
  const pines = Array.from({ length: chance.between(9, 14) }, () => {
    const at = chance.between(-20, WIDTH + 20);
    return pine(at, chance.between(1080, 1180), chance.between(120, 300), mix(light.near, '#000000', 0.25));
  });
  const hut = chance.happens(0.6)
    ? group(
        `translate(${chance.between(300, 620)} 1000)`,
        path('M-70,70 V0 H70 V70Z', mix(light.near, '#6b4632', 0.5)),
        path('M-92,8 L0,-62 L92,8Z', mix(light.near, '#000000', 0.2)),
        rect(-14, 18, 30, 30, light.shine),
        glow(0, 32, 110, light.shine, 0.5),
      )
    : '';
  return svg(
    sky(light),
    stars(chance, light),
    drawn,
    birds(chance, light.near),
    ...ranges,
    path(ground, mix(light.near, '#000000', 0.12)),
    hut,
    ...pines,
    glow(x, 560, 620, light.sun, 0.16),
  );
}

export interface Sea {
  back: string;
  boat: string;
  front: string;
}

/** In layers, for a film lets the boat sail. */
export function seaLayers(chance: Chance, light: Light): Sea {
  const horizon = chance.between(540, 640);
  const { x, drawn } = sun(chance, light, horizon - chance.between(60, 220));
  const water = [mix(light.sky[2], light.far, 0.35), mix(light.far, light.near, 0.75)] as const;
  const glitter = Array.from({ length: 46 }, () => {
    const depth = chance.next() ** 1.5;
    const y = horizon + 8 + depth * 330;
    const half = (12 + 70 * depth) * (0.4 + chance.next());
    return ellipse(x + chance.between(-20, 20) * (1 + depth * 5), y, half, 1.5 + depth * 3, light.sun, { opacity: 0.55 - depth * 0.25 });
  });
  const cliff = chance.happens(0.7)
    ? group(
        chance.happens(0.5) ? `translate(${WIDTH} 0) scale(-1 1)` : '',
        path(`M-10,${horizon + 4} V${horizon - 170} q110,-26 180,24 q70,16 96,70 q60,22 84,76Z`, mix(light.far, light.near, 0.55)),
        path(`M78,${horizon - 176} l10,-120 h26 l10,120Z`, mix(light.sun, light.far, 0.25)),
        rect(82, horizon - 326, 38, 32, mix(light.near, '#000000', 0.2), { rx: 6 }),
        glow(101, horizon - 310, 90, light.shine, 0.9),
      )
    : '';
  const waves = [0, 1, 2].map((at) => {
    const y = 960 + at * 70;
    const crest = Array.from({ length: 9 }, () => `q60,${-26 - at * 6} 120,0`).join(' ');
    return path(`M${-at * 40},${y} ${crest} V${HEIGHT} H0Z`, mix(water[1], light.near, 0.25 + at * 0.22));
  });
  const grass = Array.from({ length: 44 }, () => {
    const [root, lean] = [chance.between(-20, WIDTH + 20), chance.between(-50, 50)];
    return line(
      `M${root},${HEIGHT + 10} q${lean * 0.3},-90 ${lean},${-chance.between(110, 230)}`,
      mix(light.near, '#3f4a2a', 0.35),
      chance.between(3, 6),
    );
  });
  const boat = group(
    `translate(480 ${horizon + 120})`,
    path('M0,-150 C62,-100 70,-40 74,-14 H6Z', mix(light.sun, '#ffffff', 0.4)),
    path('M-6,-128 C-40,-80 -50,-40 -54,-14 H-6Z', mix(light.sun, light.far, 0.35)),
    rect(-3, -160, 5, 156, light.near),
    path('M-66,-6 H84 L62,22 H-46Z', mix(light.near, '#a3243b', 0.35)),
    ellipse(8, 34, 92, 8, light.near, { opacity: 0.25 }),
  );
  return {
    back: svg(
      sky(light, horizon + 20),
      stars(chance, light),
      drawn,
      birds(chance, light.near),
      fall('water', [0, water[0]], [1, water[1]]) + rect(0, horizon, WIDTH, HEIGHT - horizon, 'url(#water)'),
      ...glitter,
      cliff,
    ),
    boat: svg(boat),
    front: svg(...waves, ...grass),
  };
}

const inside = (drawing: string): string => drawing.replace(/^<svg[^>]*>/, '').replace(/<\/svg>$/, '');

export function sea(chance: Chance, light: Light): string {
  const { back, boat, front } = seaLayers(chance, light);
  return svg(inside(back), group(`translate(${chance.between(-220, 220)} 0)`, inside(boat)), inside(front));
}

/** Trunks one behind the other, with the light between them. */
export function forest(chance: Chance, light: Light): string {
  const deep = mix(light.far, '#4c8a63', 0.62);
  const dark = mix(light.near, '#16361f', 0.66);
  const rows = [0, 1, 2, 3].map((row) => {
    const colour = mix(deep, dark, row / 3);
    const trunks = Array.from({ length: 9 - row * 2 }, () => {
      const [x, half] = [chance.between(-40, WIDTH + 40), 8 + row * 12 + chance.between(0, 10)];
      return path(
        `M${x - half},${HEIGHT} C${x - half * 0.6},800 ${x - half * 0.7},300 ${x - half * 0.5},-10 H${x + half * 0.5} C${x + half * 0.7},300 ${x + half * 0.6},800 ${x + half},${HEIGHT}Z`,
        colour,
      );
    });
    const leaves = Array.from({ length: 26 }, () =>
      circle(
        chance.between(-40, WIDTH + 40),
        chance.between(-60, 300 - row * 40),
        chance.between(34, 92),
        mix(colour, light.shine, 0.1 + chance.next() * 0.22),
        { opacity: 0.55 },
      ),
    );
    return trunks.join('') + leaves.join('') + rect(0, 0, WIDTH, HEIGHT, light.sun, { opacity: 0.09 - row * 0.02 });
  });
  const beams = [0, 1, 2].map((at) => {
    const x = 120 + at * 270 + chance.between(-60, 60);
    return path(`M${x},-20 h120 l-260,1240 h-230Z`, light.shine, { opacity: 0.13 });
  });
  const ground = mix(dark, '#6b4b32', 0.35);
  return svg(
    fall('air', [0, mix(light.sky[1], deep, 0.35)], [0.6, mix(light.sky[2], light.sun, 0.4)], [1, deep]) +
      rect(0, 0, WIDTH, HEIGHT, 'url(#air)'),
    glow(480, 560, 520, light.sun, 0.8),
    rows[0] ?? '',
    rows[1] ?? '',
    path(ridge(chance, { y: 1000, height: 60 }), ground),
    path('M420,985 C470,1020 380,1080 300,1210 H720 C640,1090 560,1030 520,985Z', mix(ground, light.shine, 0.5)),
    `<g filter="url(#soft)">${beams.join('')}</g>`,
    rows[2] ?? '',
    rows[3] ?? '',
  );
}
