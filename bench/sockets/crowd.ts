import WebSocket from 'ws';
import { Void } from '../figure.js';
import { trusted } from '../trusted.js';

/** Handshakes under way at once: what a client can hold open without measuring itself. */
const AT_ONCE = 500;
const PATIENCE = 60_000;

/** Somebody with a socket to hold. */
export interface Guest {
  id: string;
  token: string;
  /** The last thing they saw. */
  seen: number;
}

/** How one socket is opened, and when its guest is in and has been shown so many `missed` messages. */
export type Open = (guest: Guest, at: number, missed: number) => { socket: WebSocket; ready: Promise<void> };

/** Many sockets that only listen. */
export class Crowd {
  private sockets: WebSocket[] = [];

  constructor(
    private readonly guests: Guest[],
    private readonly open: Open,
  ) {}

  /** Everybody at once. How long until all are in and have what they missed, and how long it took each, in ms. */
  async come(missed: number): Promise<{ all: number; each: number[] }> {
    const began = performance.now();
    const each: number[] = [];
    let next = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let at = next++; at < this.guests.length; at = next++) {
          const since = performance.now();
          const { socket, ready } = this.open(this.guests[at]!, at, missed);
          this.sockets.push(socket);
          await within(ready, socket);
          each.push(performance.now() - since);
        }
      }),
    );
    const all = performance.now() - began;
    const lost = this.sockets.filter(({ readyState }) => readyState !== WebSocket.OPEN).length;
    if (lost > 0) throw new Void(`${lost} sockets were lost`);
    return { all, each };
  }

  /** Everybody leaves without a word. */
  async leave(): Promise<void> {
    await Promise.all(
      this.sockets.map((socket) => {
        const gone = new Promise((resolve) => socket.once('close', resolve));
        socket.terminate();
        return gone;
      }),
    );
    this.sockets = [];
  }
}

/** As the site: signed in, and the inbox followed. Everybody comes from an address of their own, as through a proxy. */
export const toOurs =
  (port: number): Open =>
  ({ token, seen }, at, missed) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
      headers: { 'x-forwarded-for': `10.${at >> 16}.${(at >> 8) & 255}.${at & 255}` },
      perMessageDeflate: false,
    });
    const ready = new Promise<void>((resolve) => {
      let left = missed;
      socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { accessToken: token } })));
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text === '{"type":"connection_ack"}') {
          socket.send(JSON.stringify({ id: 'inbox', type: 'subscribe', payload: { query: '', ...trusted('Inbox', { after: seen }) } }));
          if (missed === 0) resolve();
        } else if (text.includes('"__typename":"MessageSent"') && --left === 0) resolve();
      });
    });
    return { socket, ready };
  };

/** At the barest server, by name. */
export const toBare =
  (port: number): Open =>
  ({ id, seen }, _at, missed) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/?user=${id}${missed > 0 ? `&after=${seen}` : ''}`, { perMessageDeflate: false });
    const ready = new Promise<void>((resolve) => {
      let left = Math.max(1, missed);
      socket.on('message', () => --left === 0 && resolve());
    });
    return { socket, ready };
  };

function within(ready: Promise<void>, socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => (): void => {
      clearTimeout(late);
      reject(new Void(`a socket ${why}`));
    };
    const late = setTimeout(fail(`was not ready within ${PATIENCE / 1_000} s`), PATIENCE);
    const [refused, closed] = [fail('was refused'), fail('was closed')];
    socket.on('error', refused).once('close', closed);
    void ready.then(() => {
      clearTimeout(late);
      socket.off('close', closed);
      resolve();
    });
  });
}
