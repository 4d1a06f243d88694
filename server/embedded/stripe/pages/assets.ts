import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Reply } from '../http.js';
import { STYLE } from './style.js';

const require = createRequire(import.meta.url);
const FONTS: Record<string, string> = {
  'fraunces.woff2': '@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2',
  'fraunces-italic.woff2': '@fontsource-variable/fraunces/files/fraunces-latin-wght-italic.woff2',
  'instrument-sans.woff2': '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
};

export function asset(name: string): Reply | undefined {
  if (name === 'style.css') return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: STYLE };
  const file = Object.hasOwn(FONTS, name) ? FONTS[name] : undefined;
  if (file === undefined) return undefined;
  try {
    return {
      status: 200,
      headers: { 'content-type': 'font/woff2', 'cache-control': 'max-age=86400' },
      body: readFileSync(require.resolve(file)),
    };
  } catch {
    // The fonts are the website's: without it the pages keep to the reader's own.
    return undefined;
  }
}
