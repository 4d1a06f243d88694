// The site without a network. Put into the build by build/service-worker.ts, which fills in FILES: every file of this version.
// Nothing of a person is kept here: no answer of the API, no photo.
importScripts('/push-worker.js');

const FILES = [];
const VERSION = 'version';
const CACHE = `shell-${VERSION}`;
const PAGE = '/index.html';
const kept = new Set(FILES);

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith('shell-') && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// The person said so: until then an open page goes on with the files it was made for.
self.addEventListener('message', ({ data }) => {
  if (data === 'take over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => fromCache(PAGE)));
  else if (kept.has(pathname) && pathname !== PAGE) event.respondWith(fromCache(pathname).then((found) => found ?? fetch(request)));
});

const fromCache = (path) => caches.open(CACHE).then((cache) => cache.match(path));
