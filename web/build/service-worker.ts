import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const SOURCE = new URL('service-worker.js', import.meta.url);
const SHELL = /^(index\.html|assets\/.+\.(js|css|woff2))$/;

/** Writes the service worker into the build, with the list of everything the site needs to open without a network. */
export function serviceWorker(): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = Object.keys(bundle)
          .filter((file) => SHELL.test(file))
          .map((file) => `/${file}`)
          .sort();
        // Names follow from contents, but for the page, which names them all.
        const version = createHash('sha256').update(files.join()).digest('hex').slice(0, 12);
        const source = readFileSync(SOURCE, 'utf8')
          .replace('const FILES = [];', `const FILES = ${JSON.stringify(files)};`)
          .replace("'version'", `'${version}'`);
        this.emitFile({ type: 'asset', fileName: 'service-worker.js', source });
      },
    },
  };
}
