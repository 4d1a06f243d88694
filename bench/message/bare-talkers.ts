import { once } from 'node:events';
import WebSocket from 'ws';
import { newId } from '../../server/src/platform/ids.js';
import type { Couple } from './couples.js';
import type { Talkers, Told } from './talk.js';

export const BARE_TABLE = `
  CREATE TABLE IF NOT EXISTS bench_messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    client_id uuid NOT NULL UNIQUE,
    sender uuid NOT NULL,
    recipient uuid NOT NULL,
    text text NOT NULL,
    sent_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX IF NOT EXISTS bench_messages_missed ON bench_messages (recipient, id);`;

const WORDS = 'Un café samedi, près du pont ?';

interface Pending {
  acked: number;
  shown: number;
  done: (told: Told) => void;
}

/** The same couples at the barest server. */
export class BareTalkers implements Talkers {
  private readonly pending = new Map<string, Pending>();
  private readonly sockets = new Map<string, WebSocket>();

  private constructor(private readonly all: Couple[]) {}

  static async gather(all: Couple[], port: number): Promise<BareTalkers> {
    const talkers = new BareTalkers(all);
    for (const { people } of all) await Promise.all(people.map(({ id }) => talkers.join(id, port)));
    return talkers;
  }

  get couples(): number {
    return this.all.length;
  }

  say(couple: number, from: 0 | 1): Promise<Told> {
    const { people } = this.all[couple]!;
    const id = newId();
    const told = new Promise<Told>((done) => this.pending.set(id, { acked: 0, shown: 0, done }));
    this.sockets.get(people[from].id)!.send(JSON.stringify({ id, to: people[1 - from]!.id, text: WORDS }));
    return told;
  }

  missing(): number {
    return this.pending.size;
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.sockets.values()].map(async (socket) => {
        socket.terminate();
        await once(socket, 'close');
      }),
    );
  }

  private async join(id: string, port: number): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/?user=${id}`);
    this.sockets.set(id, socket);
    await once(socket, 'message');
    socket.on('message', (data: Buffer) => this.hear(JSON.parse(data.toString()) as { ack?: string; id?: string }));
  }

  private hear({ ack, id }: { ack?: string; id?: string }): void {
    const of = ack ?? id ?? '';
    const pending = this.pending.get(of);
    if (!pending) return;
    pending[ack === undefined ? 'shown' : 'acked'] = performance.now();
    if (pending.acked === 0 || pending.shown === 0) return;
    this.pending.delete(of);
    pending.done(pending);
  }
}
