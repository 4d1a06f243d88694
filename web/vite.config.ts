import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defaultClientConditions, defineConfig, type Plugin } from 'vite';
import { forTheApp } from './build/app.ts';
import { chunkGroups } from './build/chunk-groups.ts';
import { compress } from './build/compress.ts';
import { serviceWorker } from './build/service-worker.ts';
import { splitDocuments } from './build/split-documents.ts';

/** Asks for the fonts of the first screen together with the styles instead of after them. */
function preloadFonts(names: RegExp): Plugin {
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => names.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${file}` },
            injectTo: 'head' as const,
          })),
    },
  };
}

/** Parts of libraries that we need less of than they offer. */
const besides = (file: string) => fileURLToPath(new URL(`build/${file}`, import.meta.url));

const server = 'http://127.0.0.1:3000';

const plugins = [splitDocuments(), vue(), tailwindcss(), preloadFonts(/(fraunces|instrument-sans)-latin-wght-.*\.woff2$/)];

/** `vite build` makes the site, `vite build --mode app` what the Android app shows. */
export default defineConfig(({ mode }) => ({
  plugins: [...plugins, ...(mode === 'app' ? [forTheApp()] : [serviceWorker(), compress()])],
  // Some libraries keep a version with helpers for browsers older than ours: this asks for the other one.
  resolve: {
    conditions: ['es2015', ...defaultClientConditions],
    alias: [
      { find: /^\.\.\/createLucideIcon\.mjs$/, replacement: besides('lucide-icon.ts') },
      { find: /^\.\/graphql\/print\.js$/, replacement: besides('print-trusted.ts') },
    ],
  },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __APP__: String(mode === 'app'),
    ...(mode === 'app' ? {} : { __SERVER__: "''", __SELLS__: 'true' }),
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'safari16.4', 'firefox114'],
    // Small files stay files: `data:` has no place in the content policy of the site.
    assetsInlineLimit: 0,
    // A browser without module preloading loads the same files, a little later.
    modulePreload: { polyfill: false },
    // The first file of every page names all others: what they are called is weight.
    rolldownOptions: { output: { chunkFileNames: 'assets/[hash:7].js', codeSplitting: { groups: chunkGroups } } },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/graphql': { target: server, ws: true },
      '/illustrations': server,
      '/media': server,
      '/playground': server,
    },
  },
  preview: {
    host: '127.0.0.1',
    port: 4173,
    proxy: { '/graphql': { target: server, ws: true }, '/illustrations': server, '/media': server },
  },
}));
