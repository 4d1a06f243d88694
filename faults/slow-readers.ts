import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import WebSocket from 'ws';
import type { Owner } from './device.js';
import type { Fault } from './fault.js';
import { acknowledgements, quantile } from './figures.js';
import { atMost, played } from './scene.js';
import { hashOf } from './site.js';

const OF_EACH_KIND = 4;
const SLOW_BYTES_PER_SECOND = 1_024;
/** Far more than the network between two programs holds by itself. */
const MOST_FLOODED = 100_000_000;
/** Who does not answer a ping within 15 s is cut, and one is sent every 15 s. */
const CUT_WITHIN_MS = 40_000;
const OTHERS_MS = 2_000;
/** A megabyte for each, and what a busy process of Node takes and gives back. */
const MOST_GROWN = 120_000_000;

/** Clients that read slowly, or nothing, or nothing while they go on asking: they cost a bounded memory, and then nothing. */
export const slowReaders: Fault = {
  id: 'R7',
  title: 'clients that read 1 kB/s, nothing, and nothing while they ask',
  run: (options) =>
    played(options, { perSecond: 120 }, async (scene) => {
      const { stage, crowd } = scene;
      const violations: string[] = [];
      await wait(5_000);
      const sockets = await stage.metric(0, 'premierpas_sockets');
      const before = await stage.metric(0, 'process_resident_memory_bytes');
      const began = performance.now();
      let peak = before;
      const sampling = setInterval(
        () =>
          void stage.metric(0, 'process_resident_memory_bytes').then(
            (bytes) => (peak = Math.max(peak, bytes)),
            () => undefined,
          ),
        500,
      );

      const wire = await stage.wireTo(stage.node(0).port);
      wire.bytesPerSecond = SLOW_BYTES_PER_SECOND;
      const owners = crowd.devices.slice(0, OF_EACH_KIND).map(({ owner }) => owner);
      const bad = await Promise.all(
        owners.flatMap((owner) => [listen(wire.port, owner), listen(stage.node(0).port, owner), listen(stage.node(0).port, owner)]),
      );
      const floods = bad.filter((_, n) => n % 3 === 2).map((socket) => flood(socket));
      bad.forEach((socket, n) => n % 3 > 0 && socket.pause());
      const flooded = await Promise.all(floods);
      violations.push(
        ...flooded
          .filter((bytes) => bytes >= MOST_FLOODED)
          .map((bytes) => `${bytes} bytes of questions were taken from one who reads nothing`),
      );
      options.say('those who ask and read nothing are cut');

      let open = await stage.metric(0, 'premierpas_sockets');
      while (open > sockets && performance.now() - began < CUT_WITHIN_MS) {
        await wait(500);
        open = await stage.metric(0, 'premierpas_sockets');
      }
      const cutAfter = Math.round(performance.now() - began);
      if (open > sockets) violations.push(`${open - sockets} of ${bad.length} who do not read were not cut`);
      clearInterval(sampling);
      bad.forEach((socket) => socket.terminate());
      const grown = peak - before;
      if (grown > MOST_GROWN) violations.push(`the process grew by ${grown} bytes`);
      return {
        repetitions: bad.length,
        judge: (journals) => {
          const acks = acknowledgements(journals);
          const others = quantile(
            acks.filter(({ sentAt }) => sentAt > began).map(({ ms }) => ms),
            0.99,
          );
          return {
            violations: [...violations, ...atMost(OTHERS_MS, others, 'acknowledged to others, p99')],
            figures: {
              'all cut after ms': cutAfter,
              'flooded MB at most': Math.round(Math.max(...flooded) / 1_000_000),
              'RSS grown by MB': Math.round(grown / 1_000_000),
              'ack p99 ms of the others': others,
              before: quantile(
                acks.filter(({ sentAt }) => sentAt <= began).map(({ ms }) => ms),
                0.99,
              ),
            },
          };
        },
      };
    }),
};

/** Follows somebody's whole inbox, on a socket that tells nobody how it reads. */
async function listen(port: number, { accessToken }: Owner): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
  socket.on('error', () => undefined);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { accessToken } }));
  await once(socket, 'message');
  const payload = { query: '', variables: { after: 0 }, extensions: { persistedQuery: { version: 1, sha256Hash: hashOf('Inbox') } } };
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
  return socket;
}

/** Asks until it is cut; how many bytes it had asked by then. */
async function flood(socket: WebSocket): Promise<number> {
  const question = JSON.stringify({ type: 'ping', payload: { words: 'x'.repeat(60_000) } });
  let bytes = 0;
  for (; socket.readyState === WebSocket.OPEN && bytes < MOST_FLOODED; bytes += question.length) {
    await new Promise((sent) => socket.send(question, sent));
  }
  return bytes;
}
