import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** GraphiQL with its workers and fonts in files of our own: the page asks nobody but us. */
export default defineConfig({
  root: here,
  base: '/playground/',
  logLevel: 'warn',
  build: {
    // "use client" means nothing here: everything runs in the browser.
    rolldownOptions: { onLog: (level, log, next) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : next(level, log)) },
    outDir: 'dist',
    emptyOutDir: true,
    // Monaco is one big piece by nature.
    chunkSizeWarningLimit: 5_000,
    // Small files stay files: `data:` has no place in the content policy, fonts of GraphiQL's own style sheet excepted.
    assetsInlineLimit: 0,
  },
});
