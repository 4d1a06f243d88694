import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { seconds } from '../../platform/clock.js';

const CHUNK = 64 * 1_024;
const PATIENCE = seconds(60);

/** Throws when it could not look; answers what it found, or null. */
export type Antivirus = (path: string) => Promise<string | null>;

/** No scanner: the operator decided so. */
export const noAntivirus: Antivirus = () => Promise.resolve(null);

/** clamd over TCP: INSTREAM, chunks with their length before them, a chunk of none at the end. */
export function clamd(url: string): Antivirus {
  const { hostname, port } = new URL(url);
  return async (path) => {
    const socket = connect({ host: hostname, port: Number(port || 3_310), timeout: PATIENCE });
    const answer = answerOf(socket);
    try {
      await Promise.race([sendFile(socket, path), answer]);
      return verdict(await answer);
    } finally {
      socket.destroy();
    }
  };
}

async function sendFile(socket: Socket, path: string): Promise<void> {
  socket.write('zINSTREAM\0');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(chunk.length);
    socket.write(length);
    // clamd stops reading when it has found something, or enough: its answer is waited for beside this.
    if (!socket.write(chunk)) await new Promise((resolve) => socket.once('drain', resolve));
  }
  socket.write(Buffer.alloc(4));
}

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => (said += text));
    socket.on('end', () => resolve(said.replace(/\0.*$/s, '')));
    socket.on('error', reject);
    socket.on('timeout', () => reject(new Error('The virus scanner does not answer.')));
  });
}

function verdict(answer: string): string | null {
  if (answer === 'stream: OK') return null;
  const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (found) return found;
  throw new Error(`The virus scanner could not look: ${answer || 'no answer'}`);
}
