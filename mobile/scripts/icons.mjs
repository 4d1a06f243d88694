// npm run icons -w mobile: every icon and the splash of the app, and the icons of the site, from the one drawing of the site.
// `--check` writes nothing and fails when one is not as it would be written.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RES = 'mobile/android/app/src/main/res';
const svg = readFileSync(join(ROOT, 'web/public/favicon.svg'), 'utf8');
const attribute = (name, element) => new RegExp(`<${element}[^>]*\\s${name}="([^"]+)"`).exec(svg)[1];
const SIDE = Number(attribute('width', 'rect'));
const GROUND = attribute('fill', 'rect');
const mark = {
  path: attribute('d', 'path'),
  color: attribute('stroke', 'path'),
  width: attribute('stroke-width', 'path'),
};
/** Android cuts an icon of 108 to whatever shape it likes and promises to leave the middle 66. */
const ICON = { canvas: 108, scale: 2.1 };
/** Beside a notification only the shape is seen, small: it fills its place. */
const NOTICE = { canvas: 24, scale: 1.15 };
const XML = '<?xml version="1.0" encoding="utf-8"?>\n';

const middle = ({ canvas, scale }) => Number(((canvas - SIDE * scale) / 2).toFixed(2));

const vector = (color, place = ICON) => `${XML}<vector xmlns:android="http://schemas.android.com/apk/res/android"
    android:width="${place.canvas}dp"
    android:height="${place.canvas}dp"
    android:viewportWidth="${place.canvas}"
    android:viewportHeight="${place.canvas}">
    <group
        android:scaleX="${place.scale}"
        android:scaleY="${place.scale}"
        android:translateX="${middle(place)}"
        android:translateY="${middle(place)}">
        <path
            android:pathData="${mark.path}"
            android:strokeColor="${color}"
            android:strokeLineCap="round"
            android:strokeWidth="${mark.width}" />
    </group>
</vector>
`;

const adaptive = `${XML}<adaptive-icon xmlns:android="http://schemas.android.com/apk/res/android">
    <background android:drawable="@color/ic_launcher_background" />
    <foreground android:drawable="@drawable/ic_launcher_foreground" />
    <monochrome android:drawable="@drawable/ic_launcher_foreground" />
</adaptive-icon>
`;

const texts = {
  [`${RES}/drawable/ic_launcher_foreground.xml`]: vector(mark.color),
  [`${RES}/drawable/ic_splash.xml`]: vector('@color/mark'),
  [`${RES}/drawable/ic_notification.xml`]: vector('#FFFFFF', NOTICE),
  [`${RES}/values/ic_launcher_background.xml`]: `${XML}<resources>\n    <color name="ic_launcher_background">${GROUND.toUpperCase()}</color>\n</resources>\n`,
  [`${RES}/mipmap-anydpi-v26/ic_launcher.xml`]: adaptive,
  [`${RES}/mipmap-anydpi-v26/ic_launcher_round.xml`]: adaptive,
};

/** The drawing on a ground that fills the square, for whoever cuts it himself. */
const full = svg
  .replace(/ rx="[^"]+"/, '')
  .replace(/<path/, `<g transform="translate(3.2 3.2) scale(.8)"><path`)
  .replace('</svg>', '</g></svg>');
/** The shape alone, as Android shows it in its bar: whatever is not transparent counts. */
const shape = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${NOTICE.canvas} ${NOTICE.canvas}"><g transform="translate(${middle(NOTICE)} ${middle(NOTICE)}) scale(${NOTICE.scale})"><path d="${mark.path}" fill="none" stroke="#fff" stroke-width="${mark.width}" stroke-linecap="round"/></g></svg>`;
const round = svg.replace(/ rx="[^"]+"/, ` rx="${SIDE / 2}"`);
const pictures = {
  ...Object.fromEntries(
    Object.entries({ mdpi: 48, hdpi: 72, xhdpi: 96, xxhdpi: 144, xxxhdpi: 192 }).flatMap(([density, size]) => [
      [`${RES}/mipmap-${density}/ic_launcher.png`, [svg, size]],
      [`${RES}/mipmap-${density}/ic_launcher_round.png`, [round, size]],
    ]),
  ),
  'web/public/icons/badge-96.png': [shape, 96],
  'web/public/icons/icon-192.png': [svg, 192],
  'web/public/icons/icon-512.png': [svg, 512],
  'web/public/icons/maskable-512.png': [full, 512],
  'web/public/icons/apple-touch-icon.png': [full, 180],
};

const draw = ([drawing, size]) =>
  sharp(Buffer.from(drawing), { density: (72 * size) / SIDE })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: false })
    .toBuffer();

/** The same picture, whatever packed it. */
async function isSame(file, wanted) {
  const raw = (picture) => sharp(picture).ensureAlpha().raw().toBuffer();
  return (await raw(file)).equals(await raw(wanted));
}

const checking = process.argv.includes('--check');
const differing = [];
for (const [file, text] of Object.entries(texts)) await put(file, text, () => readFileSync(join(ROOT, file), 'utf8') === text);
for (const [file, picture] of Object.entries(pictures)) {
  const bytes = await draw(picture);
  await put(file, bytes, () => isSame(join(ROOT, file), bytes));
}
if (differing.length > 0) {
  console.error(`Not as web/public/favicon.svg would have them (npm run icons -w mobile writes them):\n  ${differing.join('\n  ')}`);
  process.exitCode = 1;
}

async function put(file, content, isThere) {
  if (checking) {
    const same = await Promise.resolve()
      .then(isThere)
      .catch(() => false);
    if (!same) differing.push(file);
    return;
  }
  mkdirSync(dirname(join(ROOT, file)), { recursive: true });
  writeFileSync(join(ROOT, file), content);
}
