import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { WebSocketServer, type WebSocket } from 'ws';
import { setupOf } from '../bare.js';

/** `ws` and one INSERT: nobody asks who is there, and nothing but the words is kept. `after` asks for what was missed. */
const { databaseUrl, pool: max } = await setupOf<object>();
const pool = new pg.Pool({ connectionString: databaseUrl, max });
const sockets = new Map<string, WebSocket>();

const INSERT = 'INSERT INTO bench_messages (client_id, sender, recipient, text) VALUES ($1, $2, $3, $4) RETURNING id, sent_at';
const MISSED = 'SELECT id, client_id, sender, text, sent_at FROM bench_messages WHERE recipient = $1 AND id > $2 ORDER BY id LIMIT 100';

interface Words {
  id: string;
  to: string;
  text: string;
}

const http = createServer();
new WebSocketServer({ server: http }).on('connection', (socket, request) => {
  const asked = new URLSearchParams(request.url?.split('?')[1]);
  const user = asked.get('user') ?? '';
  sockets.set(user, socket);
  socket.on('message', (data: Buffer) => void take(user, socket, JSON.parse(data.toString()) as Words));
  socket.on('close', () => sockets.get(user) === socket && sockets.delete(user));
  if (asked.has('after')) void catchUp(user, socket, asked.get('after'));
  else socket.send('{"hello":true}');
});
http.listen(0, '127.0.0.1', () => process.send!((http.address() as AddressInfo).port));

async function take(user: string, socket: WebSocket, { id, to, text }: Words): Promise<void> {
  const { rows } = await pool.query<{ id: string; sent_at: Date }>({ name: 'insert', text: INSERT, values: [id, user, to, text] });
  const [row] = rows;
  socket.send(JSON.stringify({ ack: id, number: row?.id, sentAt: row?.sent_at }));
  sockets.get(to)?.send(JSON.stringify({ id, number: row?.id, from: user, text, sentAt: row?.sent_at }));
}

async function catchUp(user: string, socket: WebSocket, after: string | null): Promise<void> {
  const { rows } = await pool.query<object>({ name: 'missed', text: MISSED, values: [user, after] });
  for (const row of rows) socket.send(JSON.stringify(row));
}
