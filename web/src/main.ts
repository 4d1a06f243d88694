import { createApp } from 'vue';
import App from './App.vue';
import { type Messages, provideCatalogues, startI18n } from './i18n';
import { router } from './router';
import './styles/main.css';

provideCatalogues(import.meta.glob<Messages>('./*/messages.*.json', { import: 'default' }));

// The first texts are there before the first paint: no page of keys, no shift.
await startI18n();
createApp(App).use(router).mount('#app');
