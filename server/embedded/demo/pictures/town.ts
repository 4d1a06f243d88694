import type { Chance } from '../random.js';
import { mix, type Light } from './light.js';
import { circle, ellipse, fall, glow, group, HEIGHT, line, path, plant, rect, ridge, sky, svg, WIDTH, windows } from './shapes.js';

const PLASTERS = ['#d9a07a', '#e3c08d', '#c9846b', '#d8c3a5', '#b98a8a', '#9fae9b'] as const;

function house(chance: Chance, light: Light, x: number, width: number, top: number, bottom: number): string {
  const plaster = mix(mix(chance.pick(PLASTERS), light.sky[1], 0.25), light.near, light.dark ? 0.5 : 0.08);
  const [columns, rows] = [Math.floor((width - 24) / 34), Math.floor((bottom - top - 30) / 52)];
  const chimney = chance.between(20, width - 44);
  return (
    rect(x + chimney, top - 66, 24, 50, mix(plaster, light.near, 0.4)) +
    path(`M${x - 8},${top} l24,-34 h${width - 32} l24,34Z`, mix('#a4553f', light.near, light.dark ? 0.55 : 0.2)) +
    rect(x, top, width, bottom - top, plaster) +
    windows(chance, x + (width - columns * 34) / 2 + 9, top + 26, columns, rows, light.shine, light.near)
  );
}

/** Houses on a quay, and the river that has them upside down. */
export function quay(chance: Chance, light: Light): string {
  const bank = 760;
  const houses: string[] = [];
  for (let x = -30; x < WIDTH;) {
    const width = chance.between(110, 190);
    houses.push(house(chance, light, x, width - 2, chance.between(330, 520), bank));
    x += width;
  }
  const hill = path(ridge(chance, { y: 420, height: 130 }), mix(light.far, light.near, 0.25));
  const row = houses.join('');
  const ripples = Array.from({ length: 60 }, () => {
    const y = bank + 30 + chance.next() * 420;
    return line(
      `M${chance.between(-40, WIDTH)},${y} h${chance.between(30, 150)}`,
      chance.happens(0.5) ? light.shine : light.near,
      2 + (y - bank) / 160,
      { opacity: 0.16 },
    );
  });
  const lamps = [130, 420, 710].map(
    (x) =>
      line(`M${x},${bank + 8} v-120`, light.near, 7) +
      circle(x, bank - 122, 13, light.shine) +
      glow(x, bank - 122, 130, light.shine, light.dark ? 0.8 : 0.35),
  );
  return svg(
    sky(light),
    glow(chance.between(240, 720), 260, 420, light.sun, light.dark ? 0.35 : 0.75),
    light.dark ? circle(chance.between(160, 800), chance.between(110, 230), 40, light.sun) : '',
    hill,
    row,
    rect(0, bank, WIDTH, 44, mix('#9a8b80', light.near, light.dark ? 0.55 : 0.2)),
    fall('river', [0, mix(light.far, light.near, 0.45)], [1, mix(light.sky[0], light.near, 0.55)]),
    rect(0, bank + 44, WIDTH, HEIGHT, 'url(#river)'),
    `<g opacity="0.34" filter="url(#soft)">${group(`translate(0 ${bank * 2 + 88}) scale(1 -1)`, row)}</g>`,
    ...ripples,
    ...lamps,
    path(`M-10,${HEIGHT - 60} Q480,${HEIGHT - 130} 970,${HEIGHT - 50} V${HEIGHT + 10} H-10Z`, mix(light.near, '#000000', 0.2)),
  );
}

function wheel(x: number, y: number, colour: string): string {
  const spokes = Array.from({ length: 14 }, (_, at) =>
    group(`translate(${x} ${y}) rotate(${(at * 360) / 14})`, line('M0,0 V-126', colour, 1.6, { opacity: 0.7 })),
  );
  return (
    circle(x, y, 134, 'none', { stroke: '#211d28', 'stroke-width': 13 }) +
    circle(x, y, 124, 'none', { stroke: colour, 'stroke-width': 4 }) +
    spokes.join('') +
    circle(x, y, 10, '#211d28')
  );
}

/** A bicycle against a wall that has seen others. */
export function bicycle(chance: Chance, light: Light): string {
  const wall = mix(chance.pick(PLASTERS), light.near, light.dark ? 0.5 : 0.02);
  const frame = chance.pick(['#a3243b', '#2f6d6a', '#c98a2b', '#2f4f7d', '#efe7da']);
  const shutter = mix(chance.pick(['#5f7d6b', '#3d5a80', '#7a4b5b']), light.near, light.dark ? 0.35 : 0.08);
  const pale = mix(wall, '#ffffff', 0.5);
  const leaf = (x: number) =>
    rect(x, 150, 118, 380, shutter) +
    Array.from({ length: 16 }, (_, at) => rect(x + 10, 164 + at * 23, 98, 12, mix(shutter, '#000000', 0.22))).join('');
  const stains = Array.from({ length: 12 }, () =>
    glow(chance.between(0, WIDTH), chance.between(0, 900), chance.between(80, 260), chance.happens(0.5) ? pale : light.near, 0.12),
  );
  const cobbles = Array.from({ length: 70 }, (_, at) => {
    const row = Math.floor(at / 10);
    return ellipse(
      (at % 10) * 104 + (row % 2) * 52 + chance.between(-8, 8),
      1015 + row * 32,
      50,
      17,
      mix(light.floor, chance.happens(0.5) ? '#ffffff' : light.near, 0.08 + chance.next() * 0.2),
    );
  });
  const bars = chance.happens(0.5);
  return svg(
    fall('wall', [0, mix(wall, light.near, 0.2)], [0.5, wall], [1, mix(wall, light.near, 0.12)]) + rect(0, 0, WIDTH, HEIGHT, 'url(#wall)'),
    ...stains,
    rect(334, 140, 292, 400, pale),
    fall('glass', [0, mix(light.sky[0], light.near, 0.5)], [1, light.dark ? light.shine : mix(light.sky[2], light.near, 0.25)]) +
      rect(348, 154, 264, 372, 'url(#glass)'),
    line('M480,154 v372 M348,300 h264', pale, 9),
    leaf(208) + leaf(634),
    rect(314, 536, 332, 24, mix(pale, light.near, 0.15)),
    plant(chance, 410, 510, 90, '#5f7d6b', '#b5653a') + plant(chance, 545, 510, 76, mix('#5f7d6b', '#a3243b', 0.4), '#b5653a'),
    rect(0, 968, WIDTH, 20, mix(wall, light.near, 0.35)) + rect(0, 986, WIDTH, HEIGHT - 986, mix(light.floor, light.near, 0.4)),
    ...cobbles,
    ellipse(490, 1076, 400, 26, light.near, { opacity: 0.42, filter: 'url(#soft)' }),
    group(
      `translate(${chance.between(-30, 30)} 0)`,
      wheel(280, 940, pale) + wheel(700, 940, pale),
      line(
        'M280,940 L430,935 L640,720 L395,735 L280,940 M395,735 L430,935 M375,670 L395,735 M640,720 L700,940 M640,720 L626,655',
        frame,
        15,
      ),
      line('M335,664 h84', '#211d28', 20) +
        line(bars ? 'M590,650 h56 q40,0 34,40 q-6,26 -34,22' : 'M574,640 q46,-26 100,16', '#211d28', 12),
      circle(430, 935, 32, 'none', { stroke: '#211d28', 'stroke-width': 8 }) + line('M430,935 l-20,54 M396,992 h34', '#211d28', 9),
      chance.happens(0.6)
        ? path('M640,708 h112 l-14,84 h-86Z', mix('#b5854f', light.near, 0.1)) +
            line('M644,730 h104 M648,754 h96', '#7a5530', 4) +
            circle(676, 702, 21, '#d98c6a') +
            circle(712, 698, 23, '#a3243b') +
            circle(694, 690, 18, '#e3b04a')
        : '',
    ),
    path('M-60,-40 L420,-40 L-60,620Z', light.sun, { opacity: light.dark ? 0.05 : 0.2, filter: 'url(#soft)' }),
    light.dark ? glow(820, 250, 520, light.shine, 0.4) : '',
  );
}

/** A stall on a Saturday morning. */
export function market(chance: Chance, light: Light): string {
  const stripe = mix(chance.pick(['#a3243b', '#5f7d6b', '#3d5a80', '#c98a2b']), light.near, light.dark ? 0.3 : 0);
  const fruits = ['#c8442f', '#e29a2f', '#e8c84a', '#7f9a45', '#7b3f5c', '#d9776a'] as const;
  const awning = Array.from({ length: 12 }, (_, at) => {
    const x = at * 84 - 24;
    return path(`M${x},120 h84 l${(at - 5.5) * 6},190 q-42,56 -84,0Z`, at % 2 === 0 ? stripe : mix('#fffdfa', light.sky[2], 0.25));
  });
  const crates = Array.from({ length: 6 }, (_, at) => {
    const [x, y] = [24 + (at % 3) * 312, 640 + Math.floor(at / 3) * 270];
    const colour = fruits[(at + chance.between(0, 5)) % fruits.length] ?? fruits[0];
    const heap = Array.from({ length: 34 }, (_, n) => {
      const row = Math.floor(n / 9);
      const shade = mix(
        mix(colour, chance.happens(0.5) ? '#ffffff' : '#000000', chance.next() * 0.18),
        light.near,
        light.dark ? 0.35 : 0.02,
      );
      const [cx, cy] = [x + 26 + (n % 9) * 28 + (row % 2) * 12 + chance.between(-4, 4), y - 56 + row * 26 + chance.between(-5, 5)];
      return circle(cx, cy, 23, shade) + circle(cx - 7, cy - 8, 6, '#ffffff', { opacity: 0.35 });
    });
    const wood = mix('#b98252', light.near, light.dark ? 0.45 : 0.08);
    return (
      heap.join('') +
      [0, 1, 2].map((n) => rect(x, y + 36 + n * 44, 282, 36, mix(wood, '#000000', n * 0.08), { rx: 4 })).join('') +
      rect(x, y + 30, 16, 140, mix(wood, '#000000', 0.3)) +
      rect(x + 266, y + 30, 16, 140, mix(wood, '#000000', 0.3))
    );
  });
  const houses = [-20, 300, 640].map((x) => house(chance, light, x, chance.between(290, 340), chance.between(210, 300), 760));
  return svg(
    sky(light),
    ...houses,
    rect(0, 560, WIDTH, 640, mix(light.floor, light.near, 0.45)),
    glow(480, 420, 520, light.shine, light.dark ? 0.6 : 0.35),
    ...crates,
    rect(40, 100, 14, 1100, light.near) + rect(906, 100, 14, 1100, light.near),
    ...awning,
    rect(-10, 86, 980, 40, mix(stripe, '#000000', 0.3)),
    line('M480,300 V390', light.near, 3) + circle(480, 410, 24, light.shine) + glow(480, 410, 260, light.shine, light.dark ? 0.8 : 0.4),
  );
}
