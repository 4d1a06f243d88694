import type { IncomingMessage } from 'node:http';
import type { Controls } from '../controls.js';
import { json, type Reply } from '../http.js';
import type { Webhooks } from '../webhooks/queue.js';
import type { World } from '../world.js';
export function makePages(_world: World, _controls: Controls, _webhooks: Webhooks) {
  return (_request: IncomingMessage, _url: URL, _body: string): Reply => json(404, {});
}
