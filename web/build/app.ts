import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const FOLDER = fileURLToPath(new URL('../../mobile/dist', import.meta.url));
const DEVICE = fileURLToPath(new URL('../src/platform/device.app.ts', import.meta.url));

/** The site as the Android app carries it: the device behind `platform/`, the server at its own address, nothing from elsewhere. */
export function forTheApp(): Plugin {
  const server = new URL(process.env.SERVER_URL ?? 'https://premierpas.example').origin;
  const sells = process.env.STORE !== 'play';
  const sources = `'self' ${server} ${server.replace(/^http/, 'ws')}`;
  const policy = [
    "default-src 'self'",
    `img-src ${sources} data: blob:`,
    "media-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    // Uploads go straight to the store, wherever the server says it is.
    `connect-src ${sources} ${server.startsWith('https:') ? 'https:' : 'http:'}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'",
  ].join('; ');
  return {
    name: 'for-the-app',
    config: () => ({
      resolve: { alias: [{ find: /^\.\/device$/, replacement: DEVICE }] },
      define: { __SERVER__: JSON.stringify(server), __SELLS__: String(sells) },
      build: { outDir: FOLDER, manifest: false },
    }),
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: policy }, injectTo: 'head-prepend' as const },
    ],
  };
}
