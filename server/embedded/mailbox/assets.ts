import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

interface Asset {
  type: string;
  content: Buffer;
}

const PAGES: Record<string, { file: string; type: string }> = {
  '/': { file: 'index.html', type: 'text/html' },
  '/mailbox.css': { file: 'mailbox.css', type: 'text/css' },
  '/mailbox.js': { file: 'mailbox.js', type: 'text/javascript' },
  '/words.js': { file: 'words.js', type: 'text/javascript' },
};

const FONTS: Record<string, string> = {
  '/fonts/fraunces.woff2': '@fontsource-variable/fraunces/files/fraunces-latin-wght-normal.woff2',
  '/fonts/fraunces-italic.woff2': '@fontsource-variable/fraunces/files/fraunces-latin-wght-italic.woff2',
  '/fonts/instrument-sans.woff2': '@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2',
};

/** A file of the mailbox page, or null: only those listed here can be asked for. */
export async function readAsset(path: string): Promise<Asset | null> {
  const page = Object.hasOwn(PAGES, path) ? PAGES[path] : undefined;
  if (page) {
    const file = fileURLToPath(new URL(`./page/${page.file}`, import.meta.url));
    return { type: page.type, content: await readFile(file) };
  }
  const font = Object.hasOwn(FONTS, path) ? FONTS[path] : undefined;
  return font ? readFont(font) : null;
}

/** The fonts are the site's; without them the page falls back on those of the system. */
async function readFont(name: string): Promise<Asset | null> {
  try {
    return { type: 'font/woff2', content: await readFile(createRequire(import.meta.url).resolve(name)) };
  } catch {
    return null;
  }
}
