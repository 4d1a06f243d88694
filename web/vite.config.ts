import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig, type Plugin } from 'vite';
import { compress } from './build/compress';

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

const server = 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [vue(), tailwindcss(), preloadFonts(/(fraunces|instrument-sans)-latin-wght-.*\.woff2$/), compress()],
  define: {
    __VUE_OPTIONS_API__: 'false',
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'safari16.4', 'firefox114'],
    // Small files stay files: `data:` has no place in the content policy of the site.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // What every page needs, in one file: it compresses better than many, and changes rarely.
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules\/(@vue\/(runtime|reactivity|shared)|vue\/|vue-router\/)/ },
            {
              name: 'core',
              test: /web\/src\/(api|i18n|session|platform|ui\/(UiButton|UiIconButton|UiSpinner|UiPortrait|tint|toast))\b.*\.(ts|vue)/,
            },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/graphql': { target: server, ws: true },
      '/illustrations': server,
      '/playground': server,
    },
  },
  preview: {
    host: '127.0.0.1',
    port: 4173,
    proxy: { '/graphql': { target: server, ws: true }, '/illustrations': server },
  },
});
