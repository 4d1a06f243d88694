import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = readFileSync(join(process.cwd(), 'web/src/styles/tokens.css'), 'utf8');
const block = (selector: string) => {
  const start = css.indexOf(`${selector} {`);
  const text = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value] as [string, string]));
};
const themes = { light: block(':root'), dark: block(":root[data-theme='dark']") };

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const surfaces = ['paper', 'card', 'sunk'];
const texts: [string, string][] = [
  ...['ink', 'mute', 'garnet', 'sage', 'amber'].flatMap((text) => surfaces.map((surface): [string, string] => [text, surface])),
  ['garnet-ink', 'garnet'],
  ['garnet-ink', 'garnet-deep'],
  ['paper', 'ink'],
  ['garnet', 'garnet-soft'],
  ['ink', 'garnet-soft'],
  ['mute', 'garnet-soft'],
  ['sage', 'sage-soft'],
  ['amber', 'amber-soft'],
];

describe.each(Object.entries(themes))('the %s theme', (_name, colours) => {
  it.each(texts)('%s is readable on %s (4.5:1)', (text, surface) => {
    expect(contrast(colours[text] ?? '', colours[surface] ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it('has fields whose edge is seen (3:1)', () => {
    for (const surface of ['paper', 'card']) expect(contrast(colours['edge'] ?? '', colours[surface] ?? '')).toBeGreaterThanOrEqual(3);
  });

  it('has portrait backgrounds on which ink is readable', () => {
    for (let tint = 1; tint <= 7; tint++) expect(contrast('#1d1a26', colours[`tint-${tint}`] ?? '')).toBeGreaterThanOrEqual(7);
  });
});
