// Fails when a page asks for more JavaScript than its budget: everything loaded before it shows, compressed.
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url);

/** kB. The first that matches counts. */
const PAGE_BUDGETS = [
  [/^src\/(landing\/LandingPage|accounts\/SignInPage)/, 60],
  [/^src\/(accounts|legal|shell)\//, 64],
  [/^src\/discovery\/DiscoveryPage/, 125],
  // Films and crops are made here, and words wait with their photos there: what that takes comes when it is used.
  [/^src\/(chat\/ConversationPage|profiles\/(Profile|Welcome)Page)/, 170],
  [/./, 150],
];
const SITE_BUDGETS = { js: 440, css: 14.5 };

const isPublic = (page) => /^src\/(landing|accounts|legal|shell)\//.test(page);
const weigh = (file) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length / 1000;

/** What the site as built weighs, page by page and as a whole: `{ what, weight, budget }` in kB. */
export function weights() {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'));
  const keys = Object.keys(manifest);
  const entry = keys.find((key) => manifest[key].isEntry);
  const shells = keys.filter((key) => key === 'src/shell/MemberShell.vue');
  const pages = keys.filter((key) => key.endsWith('Page.vue')).sort();
  // The desk of moderators is loaded by nobody else: each of its pages is weighed, and the whole is what people may come to load.
  const files = [
    ...new Set(
      keys.filter((key) => !key.startsWith('src/moderation/')).flatMap((key) => [manifest[key].file, ...(manifest[key].css ?? [])]),
    ),
  ];
  return [
    ...pages.map((page) => {
      const texts = [`${page.replace(/[^/]+$/, '')}messages.fr.json`, 'src/i18n/messages.fr.json'].filter((key) => key in manifest);
      const loaded = closure(manifest, [entry, page, ...texts, ...(isPublic(page) ? [] : shells)]);
      return {
        what: page,
        weight: sumOf(loaded.filter((key) => manifest[key].file.endsWith('.js') || key === entry).map((key) => manifest[key].file)),
        budget: PAGE_BUDGETS.find(([pattern]) => pattern.test(page))[1],
      };
    }),
    ...Object.entries(SITE_BUDGETS).map(([extension, budget]) => ({
      what: `all .${extension}`,
      weight: sumOf(files.filter((file) => file.endsWith(`.${extension}`))),
      budget,
    })),
  ];
}

const sumOf = (files) => files.reduce((sum, file) => sum + weigh(file), 0);

function closure(manifest, keys) {
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key].imports ?? []) visit(next);
  };
  keys.forEach(visit);
  return [...seen];
}

if (realpathSync(process.argv[1] ?? '.') === fileURLToPath(import.meta.url)) {
  let heavy = 0;
  for (const { what, weight, budget } of weights()) {
    if (weight > budget) heavy++;
    console.log(`${weight > budget ? 'TOO HEAVY' : 'ok       '} ${weight.toFixed(1).padStart(6)} / ${budget} kB  ${what}`);
  }
  process.exit(heavy > 0 ? 1 : 0);
}
