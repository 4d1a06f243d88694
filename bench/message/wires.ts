import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** HTTP/1.1 over connections that stay, and nothing more: what a client costs must not be what is measured. */
export class Wires {
  private readonly idle: Wire[] = [];
  private readonly all: Wire[] = [];

  constructor(private readonly port: number) {}

  /** The body of the answer. */
  async post(headers: string, body: string): Promise<string> {
    const wire = this.idle.pop() ?? (await this.open());
    try {
      return await wire.post(headers, body);
    } finally {
      this.idle.push(wire);
    }
  }

  close(): void {
    for (const wire of this.all) wire.socket.destroy();
  }

  private async open(): Promise<Wire> {
    const socket = connect(this.port, '127.0.0.1').setNoDelay(true);
    await once(socket, 'connect');
    const wire = new Wire(socket);
    this.all.push(wire);
    return wire;
  }
}

const HEAD_ENDS = '\r\n\r\n';

class Wire {
  private heard = '';
  private answered: ((body: string) => void) | null = null;
  private broken: ((error: Error) => void) | null = null;

  constructor(readonly socket: Socket) {
    // Bytes as characters: the length that is told is in bytes.
    socket.setEncoding('latin1').on('data', (text: string) => this.hear(text));
    socket.on('error', (error) => this.broken?.(error)).on('close', () => this.broken?.(new Error('a connection was closed')));
  }

  post(headers: string, body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      [this.answered, this.broken] = [resolve, reject];
      this.socket.write(
        `POST /graphql HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\n${headers}content-length: ${Buffer.byteLength(body)}${HEAD_ENDS}${body}`,
      );
    });
  }

  private hear(text: string): void {
    this.heard += text;
    const head = this.heard.indexOf(HEAD_ENDS);
    if (head < 0) return;
    const end = head + HEAD_ENDS.length + Number(/content-length: (\d+)/i.exec(this.heard.slice(0, head))?.[1]);
    if (this.heard.length < end) return;
    const body = Buffer.from(this.heard.slice(head + HEAD_ENDS.length, end), 'latin1').toString();
    this.heard = this.heard.slice(end);
    this.answered?.(body);
  }
}
