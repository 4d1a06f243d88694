import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** What the service worker (`build/service-worker.js`) does with pushes: one file of its own beside the site. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: ['chrome111', 'safari16.4', 'firefox114'],
    lib: {
      entry: fileURLToPath(new URL('src/notifications/worker.ts', import.meta.url)),
      formats: ['iife'],
      name: 'worker',
      fileName: () => 'push-worker.js',
    },
  },
});
