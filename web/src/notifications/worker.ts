/// <reference lib="webworker" />
import { onNotificationClick, onPush } from './push-worker';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('push', onPush);
self.addEventListener('notificationclick', onNotificationClick);
