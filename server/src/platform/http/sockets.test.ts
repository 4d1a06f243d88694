import { once } from 'node:events';
import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import WebSocket from 'ws';
import { ask } from '../../../test/client.js';
import { theHouse, useHouse } from '../../../test/harness.js';
import { LogLines } from '../../../test/log-lines.js';
import { aPerson, type Person } from '../../../test/people.js';
import { somebodyWaits } from '../../../test/talking.js';

const log = new LogLines();
useHouse({}, { log });

const address = () => theHouse().url.replace('http', 'ws') + '/graphql';

async function greet({ accessToken }: Person): Promise<WebSocket> {
  const socket = new WebSocket(address(), 'graphql-transport-ws');
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { accessToken } }));
  return socket;
}

const closing = (socket: WebSocket): Promise<[number, string]> =>
  new Promise((resolve) => socket.once('close', (code, reason) => resolve([code, reason.toString()])));

describe('a socket', () => {
  it('that is gone before we know whose it is leaves nothing behind', async () => {
    const { app } = theHouse();
    const lea = await aPerson('WOMAN');
    const gone = await app.db.transaction(async (tx) => {
      await tx.query('LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE');
      const socket = await greet(lea);
      await somebodyWaits();
      socket.terminate();
      while (app.sockets.size > 0) await setImmediate();
      return socket;
    });
    expect(gone.readyState).toBe(WebSocket.CLOSED);
    await ask('{ me { id } }', {}, lea);
    expect(app.sockets.accounts).toBe(0);
  });

  it('is forgotten when it closes', async () => {
    const { app } = theHouse();
    const socket = await greet(await aPerson('WOMAN'));
    await new Promise((resolve) => socket.once('message', resolve));
    expect(app.sockets.accounts).toBe(1);
    socket.terminate();
    while (app.sockets.size > 0) await setImmediate();
    expect(app.sockets.accounts).toBe(0);
  });

  it('that we cannot open is closed without our reasons, which are logged', async () => {
    const { app } = theHouse();
    const lea = await aPerson('WOMAN');
    await app.db.query('ALTER TABLE sessions RENAME TO elsewhere');
    log.take();
    const end = await closing(await greet(lea));
    await app.db.query('ALTER TABLE elsewhere RENAME TO sessions');
    expect(end).toEqual([4500, 'Internal server error']);
    expect(log.take()).toMatchObject([{ msg: 'a socket could not be opened' }]);
  });

  describe('of an account that was suspended', () => {
    const suspend = 'UPDATE users SET status = $2 WHERE id = $1';

    it('closes when the house hears of it, and no other does', async () => {
      const { app } = theHouse();
      const [lea, mia] = [await aPerson('WOMAN'), await aPerson('WOMAN')];
      const [hers, other] = [await greet(lea), await greet(mia)];
      await Promise.all([hers, other].map((socket) => once(socket, 'message')));
      const end = closing(hers);
      await app.db.transaction(async (tx) => {
        await tx.query(suspend, [lea.id, 'SUSPENDED']);
        await tx.emit('account.changed', { userId: lea.id });
        await tx.emit('account.changed', { userId: mia.id });
      });
      expect(await end).toEqual([4403, 'Session ended']);
      expect(other.readyState).toBe(WebSocket.OPEN);
      other.terminate();
    });

    it('closes at the next look when nobody told', async () => {
      const { app } = theHouse();
      const lea = await aPerson('WOMAN');
      const socket = await greet(lea);
      await once(socket, 'message');
      const end = closing(socket);
      await app.db.query(suspend, [lea.id, 'BANNED']);
      await app.sockets.closeEnded();
      expect(await end).toEqual([4403, 'Session ended']);
    });
  });

  // Last: it ends the house. What the others promise (stopped within 15 seconds) is the limit of this test.
  it('that answers nobody, and a request that never ends, do not hold our stopping', async () => {
    const { app, url } = theHouse();
    const { port, hostname } = new URL(url);
    const upgrade = `GET /graphql HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`;
    const endless = `POST /graphql HTTP/1.1\r\nHost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"query":`;
    const dead = [upgrade, endless].map((head) => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined).write(head);
      return socket;
    });
    await new Promise((resolve) => dead[0]?.once('data', resolve));
    await app.stop();
    dead.forEach((socket) => socket.destroy());
    await expect(fetch(url)).rejects.toThrow();
  }, 15_000);
});
