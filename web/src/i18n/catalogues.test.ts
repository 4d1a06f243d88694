import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Messages } from './message';

const SRC = join(process.cwd(), 'web/src');
const folders = readdirSync(SRC, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(SRC, entry.name)).some((file) => /^messages\.\w\w\.json$/.test(file)))
  .map((entry) => entry.name);

function texts(folder: string, locale: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: string | Messages, key: string): void => {
    if (typeof value === 'string') found.set(key, value);
    else for (const [name, inner] of Object.entries(value)) walk(inner, key ? `${key}.${name}` : name);
  };
  walk(JSON.parse(readFileSync(join(SRC, folder, `messages.${locale}.json`), 'utf8')) as Messages, '');
  return found;
}

const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
const forms = (text: string) => text.split(' | ').length;
const wrong = (entries: Map<string, string>, pattern: RegExp) =>
  [...entries].filter(([, text]) => pattern.test(text)).map(([key, text]) => `${key}: ${text}`);

it('finds the folders with texts', () => {
  expect(folders).toEqual(expect.arrayContaining(['i18n', 'accounts', 'landing', 'legal']));
});

describe.each(folders)('the texts of %s', (folder) => {
  const fr = texts(folder, 'fr');
  const en = texts(folder, 'en');

  it('exist in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...fr.keys()].sort());
    expect([...fr, ...en].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('have the same holes and plural forms in both', () => {
    const different = [...fr].filter(([key, text]) => {
      const other = en.get(key) ?? '';
      return holes(text).join() !== holes(other).join() || forms(text) !== forms(other);
    });
    expect(different).toEqual([]);
  });

  it('use the typographic apostrophe', () => {
    expect([...wrong(fr, /'/), ...wrong(en, /'/)]).toEqual([]);
  });

  it('have a narrow no-break space where French wants one, and nowhere in English', () => {
    expect(wrong(fr, /[^\u202f]»|«[^\u202f]|[^\u202f\s?!][?!;]|[^\u202f\d/]:(?!\d)/u)).toEqual([]);
    expect(wrong(fr, / [?!;:»]|« /)).toEqual([]);
    expect(wrong(en, /\u202f|[«»]/)).toEqual([]);
  });
});
