import { once } from 'node:events';
import WebSocket from 'ws';
import { newId } from '../../server/src/platform/ids.js';
import { Void } from '../figure.js';
import { trusted } from '../trusted.js';
import type { House } from '../../server/test/harness.js';
import type { Couple, Member } from './couples.js';
import type { Talkers, Told } from './talk.js';
import { Wires } from './wires.js';

const WORDS = 'Un café samedi, près du pont ?';

export interface Options {
  /** Where she and he are connected: one process, or two. */
  ports: [number, number];
  /** How words are sent: the site sends them over HTTP. Events come over the socket in any case. */
  via: 'http' | 'socket';
}

interface Pending {
  acked: number;
  shown: number;
  /** To both, for each has an inbox. */
  leftToShow: number;
  done: (told: Told) => void;
}

/** Couples at our server: everybody follows the inbox, as the site does. */
export class OurTalkers implements Talkers {
  private readonly pending = new Map<string, Pending>();
  private twice = 0;
  private readonly sockets = new Map<string, WebSocket>();
  private readonly wires: [Wires, Wires];

  private constructor(
    private readonly all: Couple[],
    private readonly via: Options['via'],
    ports: [number, number],
  ) {
    this.wires = [new Wires(ports[0]), new Wires(ports[1])];
  }

  static async gather({ app }: House, all: Couple[], { ports, via }: Options): Promise<OurTalkers> {
    const talkers = new OurTalkers(all, via, ports);
    for (const { people } of all)
      await Promise.all(people.map(async (person, at) => talkers.join(person, ports[at]!, await app.chat.inboxes.version(person.id))));
    return talkers;
  }

  get couples(): number {
    return this.all.length;
  }

  say(couple: number, from: 0 | 1): Promise<Told> {
    const { conversationId, people } = this.all[couple]!;
    const clientId = newId();
    const told = new Promise<Told>((done) => this.pending.set(clientId, { acked: 0, shown: 0, leftToShow: 2, done }));
    const variables = { input: { conversationId, clientId, text: WORDS } };
    const { id, token } = people[from];
    const payload = trusted('SendMessage', variables);
    if (this.via === 'socket')
      this.sockets.get(id)!.send(JSON.stringify({ id: clientId, type: 'subscribe', payload: { query: '', ...payload } }));
    else void this.post(from, token, JSON.stringify(payload), clientId);
    return told;
  }

  missing(): number {
    return this.pending.size + this.twice;
  }

  async close(): Promise<void> {
    for (const wires of this.wires) wires.close();
    await Promise.all(
      [...this.sockets.values()].map(async (socket) => {
        socket.terminate();
        await once(socket, 'close');
      }),
    );
  }

  private async post(from: 0 | 1, token: string, body: string, clientId: string): Promise<void> {
    const answer = await this.wires[from].post(`authorization: Bearer ${token}\r\n`, body);
    if (!answer.includes(`"clientId":"${clientId}"`)) throw new Void(`a message was refused: ${answer}`);
    this.told(clientId, (pending, now) => (pending.acked = now));
  }

  private async join(person: Member, port: number, after: number): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
    this.sockets.set(person.id, socket);
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init', payload: { accessToken: person.token } }));
    await once(socket, 'message');
    socket.send(JSON.stringify({ id: 'inbox', type: 'subscribe', payload: { query: '', ...trusted('Inbox', { after }) } }));
    socket.on('message', (data: Buffer) => this.hear(JSON.parse(data.toString()) as Frame));
  }

  private hear({ id, type, payload }: Frame): void {
    if (type === 'complete') return;
    if (type !== 'next' || payload?.errors || !payload?.data) throw new Void(`a socket said ${type}: ${JSON.stringify(payload)}`);
    const { inbox, sendMessage } = payload.data;
    if (sendMessage && id) {
      this.told(id, (pending, now) => (pending.acked = now));
      return;
    }
    const message = inbox?.message;
    if (!message) throw new Void(`an inbox said ${JSON.stringify(payload)}`);
    if (!this.pending.has(message.clientId)) this.twice += 1;
    this.told(message.clientId, (pending, now) => {
      pending.leftToShow -= 1;
      if (message.from === 'THEM') pending.shown = now;
    });
  }

  private told(clientId: string, note: (pending: Pending, now: number) => void): void {
    const pending = this.pending.get(clientId);
    if (!pending) return;
    note(pending, performance.now());
    const { acked, shown, leftToShow } = pending;
    if (acked > 0 && shown > 0) pending.done({ acked, shown });
    if (acked > 0 && leftToShow === 0) this.pending.delete(clientId);
  }
}

interface Frame {
  id?: string;
  type: string;
  payload?: {
    errors?: unknown;
    data?: { sendMessage?: object; inbox?: { message?: { clientId: string; from: 'ME' | 'THEM' } } };
  };
}
