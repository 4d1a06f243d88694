import { jest } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import WebSocket from 'ws';
import { theHouse, useHouse } from '../../../test/harness.js';
import { LogLines } from '../../../test/log-lines.js';
import { aPerson } from '../../../test/people.js';

const log = new LogLines();
useHouse({ LOG_LEVEL: 'info' }, { log });

const WORDS = 'x'.repeat(60_000);
/** Far more than the network between two programs holds by itself. */
const MOST_SENT = 2_000;

/** Somebody who reads nothing from now on. */
async function aDeafSocket(): Promise<WebSocket> {
  const { accessToken } = await aPerson('WOMAN');
  const socket = new WebSocket(`${theHouse().url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { accessToken } }));
  await new Promise((resolve) => socket.once('message', resolve));
  socket.on('error', () => undefined).pause();
  return socket;
}

async function untilCut(ask: () => void): Promise<void> {
  for (let sent = 0; theHouse().app.sockets.size > 0; sent += 1) {
    expect(sent).toBeLessThan(MOST_SENT);
    ask();
    await setImmediate();
  }
}

describe('who asks and does not read is cut before it fills our memory', () => {
  const complaints = jest.spyOn(console, 'error');
  beforeEach(() => log.take());
  afterEach(() => {
    expect(log.take()).toMatchObject([{ msg: 'a socket was refused', reason: expect.stringMatching(/does not read/) }]);
    expect(complaints).not.toHaveBeenCalled();
  });

  it('by messages that want an answer', async () => {
    const socket = await aDeafSocket();
    await untilCut(() => socket.send(JSON.stringify({ type: 'ping', payload: { WORDS } })));
    socket.terminate();
  });

  it('by operations, which are under way until their answer has left', async () => {
    const socket = await aDeafSocket();
    let id = 0;
    await untilCut(() => {
      for (let n = 0; n < 20; n += 1) {
        id += 1;
        socket.send(JSON.stringify({ id: `${id}`, type: 'subscribe', payload: { query: '{ regions { code name } }' } }));
      }
    });
    socket.terminate();
  });
});
