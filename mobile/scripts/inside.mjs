// What the web part of an app holds that is built with the environment of now, as JSON: its modules and its code. Writes nothing.
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../../scripts/lib/root.mjs';

const { output } = await build({ root: join(root, 'web'), mode: 'app', logLevel: 'error', build: { write: false } });
const chunks = output.filter(({ type }) => type === 'chunk');
console.log(JSON.stringify({ modules: chunks.flatMap(({ modules }) => Object.keys(modules)), code: chunks.map(({ code }) => code) }));
