import { createApp } from 'vue';
import App from './App.vue';
import { type Messages, provideCatalogues, startI18n } from './i18n';
import { router } from './router';
import './styles/main.css';

provideCatalogues(import.meta.glob<Messages>('./*/messages.*.json', { import: 'default' }));

// The first texts and the first page are there before the first paint: no page of keys, no footer that jumps.
await startI18n();
const app = createApp(App);
// Written by the build: a browser never loads what only the app has.
if (__APP__) (await import('./shell/app-ways')).installAppWays(app, router);
app.use(router);
await router.isReady().catch(() => undefined);
app.mount('#app');
