// Fails when a page asks for more JavaScript than its budget: everything loaded before it shows, compressed.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const DIST = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'));
const weigh = (file) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length / 1000;

/** kB. The first that matches counts. */
const budgets = [
  [/^src\/(landing\/LandingPage|accounts\/SignInPage)/, 60],
  [/^src\/(accounts|legal|shell)\//, 62],
  [/^src\/discovery\/DiscoveryPage/, 125],
  [/./, 150],
];

function closure(keys) {
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key].imports ?? []) visit(next);
  };
  keys.forEach(visit);
  return [...seen];
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const shells = Object.keys(manifest).filter((key) => key === 'src/shell/MemberShell.vue');
const isPublic = (page) => /^src\/(landing|accounts|legal|shell)\//.test(page);
let heavy = 0;

for (const page of Object.keys(manifest)
  .filter((key) => key.endsWith('Page.vue'))
  .sort()) {
  const texts = [`${page.replace(/[^/]+$/, '')}messages.fr.json`, 'src/i18n/messages.fr.json'].filter((key) => key in manifest);
  const loaded = closure([entry, page, ...texts, ...(isPublic(page) ? [] : shells)]);
  const weight = loaded
    .filter((key) => manifest[key].file.endsWith('.js') || key === entry)
    .reduce((sum, key) => sum + weigh(manifest[key].file), 0);
  const [, budget] = budgets.find(([pattern]) => pattern.test(page));
  if (weight > budget) heavy++;
  console.log(`${weight > budget ? 'TOO HEAVY' : 'ok       '} ${weight.toFixed(1).padStart(6)} / ${budget} kB  ${page}`);
}

const all = Object.values(manifest).reduce((files, chunk) => new Set([...files, chunk.file, ...(chunk.css ?? [])]), new Set());
const total = (extension) => [...all].filter((file) => file.endsWith(extension)).reduce((sum, file) => sum + weigh(file), 0);
for (const [extension, budget] of [
  ['.js', 350],
  ['.css', 12],
]) {
  const weight = total(extension);
  if (weight > budget) heavy++;
  console.log(`${weight > budget ? 'TOO HEAVY' : 'ok       '} ${weight.toFixed(1).padStart(6)} / ${budget} kB  all ${extension}`);
}
process.exit(heavy > 0 ? 1 : 0);
