import type { Chance } from '../random.js';
import { mix, type Light } from './light.js';
import { circle, ellipse, fall, glow, group, HEIGHT, line, path, plant, rect, ridge, sky, steam, svg, WIDTH, windows } from './shapes.js';

const CLOTHS = ['#a3243b', '#5f7d6b', '#c98a2b', '#3d5a80', '#8a5a83', '#d98c6a'] as const;

/** What is seen through a pane of this place and size. */
function view(chance: Chance, light: Light, x: number, y: number, width: number, height: number): string {
  const far = mix(light.far, light.near, 0.3);
  const houses = [0, 1, 2, 3].map((at) => {
    const top = 430 + chance.between(0, 160);
    return (
      rect(at * 250 - 20, top, 236, HEIGHT, mix(far, light.near, chance.next() * 0.4)) +
      windows(chance, at * 250 + 20, top + 40, 5, 8, light.shine, light.near)
    );
  });
  const seen = chance.happens(0.5)
    ? houses.join('')
    : path(ridge(chance, { y: 600, height: 160 }), far) + path(ridge(chance, { y: 760, height: 120 }), mix(far, light.near, 0.5));
  return `<svg x="${x}" y="${y}" width="${width}" height="${height}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMidYMid slice">${sky(light)}${glow(620, 330, 380, light.sun, 0.8)}${seen}</svg>`;
}

function pane(chance: Chance, light: Light, x: number, y: number, width: number, height: number): string {
  const frame = mix(light.wall, '#ffffff', light.dark ? 0.2 : 0.6);
  const bars = { fill: 'none', stroke: frame, 'stroke-width': 14 };
  return (
    view(chance, light, x, y, width, height) +
    rect(x, y, width, height, 'none', bars) +
    line(`M${x + width / 2},${y} v${height} M${x},${y + height * 0.36} h${width}`, frame, 9) +
    rect(x - 22, y + height, width + 44, 22, mix(frame, '#000000', 0.08), { rx: 3 })
  );
}

function room(light: Light, floorAt: number, tint: string, share = 0.35): string {
  const wall = mix(light.wall, tint, share);
  return (
    fall('wall', [0, mix(wall, light.near, 0.22)], [0.6, wall]) +
    rect(0, 0, WIDTH, floorAt, 'url(#wall)') +
    fall('floor', [0, mix(light.floor, light.near, 0.25)], [1, light.floor]) +
    rect(0, floorAt, WIDTH, HEIGHT - floorAt, 'url(#floor)')
  );
}

function lamp(light: Light, x: number, length: number, colour: string): string {
  return (
    line(`M${x},-10 V${length}`, light.near, 4) +
    glow(x, length + 70, 460, light.shine, light.dark ? 0.6 : 0.35) +
    path(`M${x - 26},${length} h52 l62,76 h-176Z`, colour) +
    ellipse(x, length + 76, 88, 13, light.shine)
  );
}

function cup(light: Light, x: number, y: number, colour: string): string {
  return (
    ellipse(x, y + 62, 118, 24, mix(light.near, colour, 0.2), { opacity: 0.35 }) +
    ellipse(x, y + 50, 112, 22, mix(colour, '#ffffff', 0.55)) +
    line(`M${x + 62},${y - 26} c52,-12 52,58 -6,52`, mix(colour, '#ffffff', 0.25), 13) +
    path(`M${x - 70},${y - 46} h140 c0,62 -20,92 -70,92 s-70,-30 -70,-92Z`, mix(colour, '#ffffff', 0.35)) +
    ellipse(x, y - 46, 70, 15, mix(colour, '#ffffff', 0.6)) +
    ellipse(x, y - 45, 59, 11, '#5a3524') +
    steam(x, y - 70, '#ffffff')
  );
}

function croissant(x: number, y: number): string {
  const parts = [-70, -36, 0, 36, 70].map((turn, at) =>
    group(
      `translate(${x} ${y}) rotate(${turn})`,
      ellipse(0, -62, 25 - Math.abs(at - 2) * 3, 31, mix('#d9954a', '#8a4f20', Math.abs(at - 2) * 0.16)),
      ellipse(-6, -70, 7, 15, '#f3c27c', { opacity: 0.7 }),
    ),
  );
  return ellipse(x, y - 14, 138, 24, '#fffdfa') + ellipse(x, y - 17, 112, 16, '#e9e2d9') + parts.join('');
}

/** A table by the window, and somebody's cup on it. */
export function cafe(chance: Chance, light: Light): string {
  const tint = chance.pick(CLOTHS);
  const colour = chance.pick(CLOTHS);
  const [left, tableAt] = [chance.happens(0.5), 850];
  return svg(
    room(light, 900, tint),
    rect(0, 700, WIDTH, 200, mix(tint, light.near, 0.45)),
    rect(0, 692, WIDTH, 12, mix(tint, light.near, 0.65)),
    pane(chance, light, left ? 90 : 380, 110, 490, 500),
    plant(chance, left ? 800 : 170, 640, 190, '#5f7d6b', mix(colour, '#ffffff', 0.3)),
    lamp(light, left ? 720 : 250, chance.between(90, 190), colour),
    path(
      `M-40,${tableAt + 30} C200,${tableAt - 40} 760,${tableAt - 40} 1000,${tableAt + 30} V${HEIGHT} H-40Z`,
      mix('#7b4a2f', light.near, light.dark ? 0.45 : 0.12),
    ),
    path(
      `M-40,${tableAt + 30} C200,${tableAt - 40} 760,${tableAt - 40} 1000,${tableAt + 30} v26 C760,${tableAt - 12} 200,${tableAt - 12} -40,${tableAt + 58}Z`,
      mix('#b98252', light.shine, 0.3),
    ),
    ...Array.from({ length: 4 }, (_, at) =>
      line(`M0,${960 + at * 70} q480,-26 960,4`, mix('#5e3722', light.near, 0.3), 3, { opacity: 0.35 }),
    ),
    cup(light, left ? 360 : 590, 945, colour),
    croissant(left ? 680 : 270, 1075),
    glow(left ? 300 : 640, 520, 520, light.sun, light.dark ? 0.12 : 0.28),
  );
}

function jars(chance: Chance, light: Light, y: number): string {
  return Array.from({ length: 7 }, (_, at) => {
    const [x, height, colour] = [120 + at * 116 + chance.between(-10, 10), chance.between(70, 130), chance.pick(CLOTHS)];
    const glass = mix(colour, light.sun, 0.35);
    return chance.happens(0.72)
      ? rect(x - 34, y - height, 68, height, glass, { rx: 14, opacity: 0.92 }) +
          rect(x - 30, y - height - 16, 60, 20, mix(light.near, '#8f5b3c', 0.5), { rx: 5 }) +
          rect(x - 24, y - height + 10, 9, height - 34, '#ffffff', { rx: 4, opacity: 0.4 })
      : plant(chance, x, y - 42, 74, '#5f7d6b', mix(colour, '#ffffff', 0.4));
  }).join('');
}

/** Where something has been on the stove since noon. */
export function kitchen(chance: Chance, light: Light): string {
  const tint = chance.pick(CLOTHS);
  const pot = chance.pick(CLOTHS.filter((each) => each !== tint));
  const tile = mix(light.wall, tint, 0.3);
  const tiles = Array.from({ length: 96 }, (_, at) =>
    rect(
      (at % 12) * 80 + 2,
      430 + Math.floor(at / 12) * 56 + 2,
      76,
      52,
      mix(tile, chance.happens(0.5) ? '#ffffff' : light.near, chance.next() * 0.16),
      { rx: 5 },
    ),
  );
  const pans = [0, 1, 2].map((at) => {
    const x = 610 + at * 120;
    return (
      line(`M${x},300 v${70 + at * 12}`, light.near, 7) +
      circle(x, 420 + at * 12, 50 - at * 5, mix(light.near, '#b5653a', 0.62)) +
      circle(x - 8, 412 + at * 12, 34 - at * 4, mix(light.near, '#d98a58', 0.75), { opacity: 0.6 })
    );
  });
  const lemons = Array.from({ length: 5 }, (_, at) =>
    ellipse(690 + at * 40, 878 - (at % 2) * 26, 32, 26, mix('#f0c63c', light.near, light.dark ? 0.25 : 0.04)),
  );
  return svg(
    room(light, 880, tint),
    ...tiles,
    rect(0, 280, WIDTH, 22, mix('#8f5b3c', light.near, 0.25), { rx: 3 }),
    jars(chance, light, 280),
    ...pans,
    chance.happens(0.6) ? pane(chance, light, 110, 350, 330, 380) : '',
    rect(0, 880, WIDTH, 34, mix('#c89a6a', light.shine, 0.25)),
    rect(0, 914, WIDTH, HEIGHT - 914, mix(tint, light.near, light.dark ? 0.6 : 0.4)),
    ...[0, 1, 2].map(
      (at) =>
        rect(30 + at * 310, 950, 280, 300, 'none', { stroke: mix(tint, light.near, 0.72), 'stroke-width': 5, rx: 8 }) +
        circle(170 + at * 310, 985, 10, light.shine),
    ),
    rect(150, 866, 330, 18, '#2b2733', { rx: 8 }),
    path('M170,690 h290 v120 c0,42 -24,58 -60,58 h-170 c-36,0 -60,-16 -60,-58Z', mix(pot, light.near, light.dark ? 0.25 : 0.05)),
    path('M182,690 h60 v170 c-40,0 -60,-20 -60,-60Z', '#ffffff', { opacity: 0.14 }),
    rect(130, 712, 44, 22, mix(pot, '#000000', 0.25), { rx: 10 }) + rect(456, 712, 44, 22, mix(pot, '#000000', 0.25), { rx: 10 }),
    ellipse(315, 690, 145, 20, mix(pot, '#ffffff', 0.3)),
    steam(315, 660, '#ffffff'),
    path('M640,868 h250 l-40,32 h-170Z', '#fffdfa'),
    ...lemons,
    glow(300, 420, 560, light.sun, light.dark ? 0.14 : 0.22),
  );
}

/** Records, a lamp, and the armchair nobody else may sit in. */
export function livingRoom(chance: Chance, light: Light): string {
  const tint = chance.pick(CLOTHS);
  const chair = chance.pick(CLOTHS.filter((each) => each !== tint));
  const wood = mix('#8f5b3c', light.near, light.dark ? 0.4 : 0.12);
  const frames = [0, 1, 2].map((at) => {
    const [x, y, width, height] = [
      [110, 150, 190, 250],
      [340, 110, 250, 190],
      [345, 335, 150, 150],
    ][at] as [number, number, number, number];
    return rect(x - 9, y - 9, width + 18, height + 18, light.near) + view(chance, light, x, y, width, height);
  });
  const spines = Array.from({ length: 46 }, (_, at) =>
    rect(92 + at * 10, 830 - chance.between(0, 12), 8, 148, mix(chance.pick(CLOTHS), light.near, chance.next() * 0.5)),
  );
  return svg(
    room(light, 960, tint, 0.5),
    ...frames,
    rect(70, 660, 510, 330, wood, { rx: 6 }) + rect(88, 812, 474, 160, mix(wood, '#000000', 0.45)),
    ...spines,
    rect(130, 618, 250, 44, mix(light.near, '#3a3340', 0.6), { rx: 6 }),
    ellipse(240, 616, 92, 15, '#17141c') + ellipse(240, 615, 28, 5, chair),
    line('M352,606 l-34,-22 -50,24', light.shine, 5),
    plant(chance, 500, 640, 150, '#5f7d6b', mix(tint, '#ffffff', 0.45)),
    line('M820,980 V330', light.near, 8),
    glow(820, 400, 480, light.shine, light.dark ? 0.75 : 0.4),
    path('M760,250 h120 l46,120 h-212Z', mix(light.shine, '#ffffff', 0.3)),
    path('M560,1120 V820 q0,-90 92,-90 h150 q92,0 92,90 v300Z', mix(chair, light.near, light.dark ? 0.3 : 0.1)),
    path('M515,1150 V930 q0,-46 46,-46 q50,0 50,46 v70 h232 v-70 q0,-46 50,-46 q46,0 46,46 v220Z', mix(chair, '#ffffff', 0.1)),
    path('M600,985 h254 v60 h-254Z', mix(chair, '#ffffff', 0.24), { rx: 20 }),
    ellipse(480, 1190, 520, 60, mix(tint, '#ffffff', 0.2), { opacity: 0.55 }),
  );
}
