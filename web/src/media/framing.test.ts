import { beginning, closer, FRAME, type Framing, mostZoom, partOf } from './framing';

const landscape = { width: 4_000, height: 3_000 };
const upright = { width: 3_000, height: 4_000 };
const shapes = [landscape, upright, { width: 500, height: 500 }, { width: 4_000, height: 300 }];

const inside = (photo: (typeof shapes)[number], framing: Framing) => {
  const { left, top, width, height } = partOf(photo, framing);
  return left >= -1e-6 && top >= -1e-6 && left + width <= photo.width + 1e-6 && top + height <= photo.height + 1e-6;
};

it('begins with the largest upright part, a little above the middle', () => {
  expect(partOf(landscape, beginning(landscape))).toEqual({ left: 800, top: 0, width: 2_400, height: 3_000 });
  const { left, top, width, height } = partOf(upright, beginning(upright));
  expect([left, width, height]).toEqual([0, 3_000, 3_750]);
  expect(top).toBeLessThan(125);
});

it.each(shapes)('never leaves a photo of $width by $height, however it is pushed and drawn closer', (photo) => {
  let framing = beginning(photo);
  const pushes = [-9_000, -50, 50, 9_000];
  for (const x of pushes)
    for (const y of pushes)
      for (const factor of [0.01, 0.8, 1.3, 99]) {
        framing = closer(photo, { ...framing, x: framing.x + x, y: framing.y + y }, factor, { x: 0, y: 1 });
        expect(inside(photo, framing)).toBe(true);
        const { width, height } = partOf(photo, framing);
        expect(width / height).toBeCloseTo(FRAME);
      }
});

it('keeps the point under the finger where it is', () => {
  const at = { x: 0.3, y: 0.6 };
  const seen = (framing: Framing) => {
    const { left, top, width, height } = partOf(landscape, framing);
    return [left + width * at.x, top + height * at.y];
  };
  const before = beginning(landscape);
  const [x, y] = seen(closer(landscape, before, 2, at));
  expect(x).toBeCloseTo(seen(before)[0] ?? 0);
  expect(y).toBeCloseTo(seen(before)[1] ?? 0);
});

it('comes no closer than a small photo allows', () => {
  expect(mostZoom({ width: 500, height: 500 })).toBe(1);
  expect(mostZoom(upright)).toBe(5);
});
