import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The service worker: one file of its own beside the site, at an address that never changes. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: ['chrome111', 'safari16.4', 'firefox114'],
    lib: {
      entry: fileURLToPath(new URL('src/sw.ts', import.meta.url)),
      formats: ['iife'],
      name: 'worker',
      fileName: () => 'sw.js',
    },
  },
});
