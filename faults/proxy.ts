import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What happens to bytes on their way: `pass` hands some on, `cut` ends the connection at both ends without a word. */
export type Way = (chunk: Buffer, pass: (chunk: Buffer) => void, cut: () => void) => void;

const STRAIGHT: Way = (chunk, pass) => pass(chunk);

/** Stands between two programs and does to their bytes what a bad network does. Each connection gets a way of its own. */
export class FaultProxy {
  /** What clients say. */
  up: () => Way = () => STRAIGHT;
  /** What they are answered. */
  down: () => Way = () => STRAIGHT;
  /** How fast answers are read. */
  bytesPerSecond = Infinity;
  private readonly server: Server;
  private readonly connections = new Set<{ cut: () => void; hasLost: boolean }>();
  private silent = false;

  private constructor(private readonly target: number) {
    this.server = createServer({ allowHalfOpen: false }, (client) => this.join(client));
  }

  static async open(target: number): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on everything vanishes on its way, both ways, and nobody is told. */
  silence(): void {
    this.silent = true;
  }

  /** The network is back. TCP never loses bytes within a connection: those that lost some are cut, and made anew. */
  heal(): void {
    this.silent = false;
    for (const connection of this.connections) if (connection.hasLost) connection.cut();
  }

  /** Ends every connection; the next ones are made by whatever rules hold then. */
  cut(): void {
    for (const connection of this.connections) connection.cut();
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket): void {
    const target = connect(this.target, '127.0.0.1');
    const connection = {
      hasLost: this.silent,
      cut: () => {
        client.resetAndDestroy();
        target.resetAndDestroy();
        this.connections.delete(connection);
      },
    };
    this.connections.add(connection);
    const carry = (from: Socket, to: Socket, way: Way): void => {
      from.on('error', connection.cut).on('close', connection.cut);
      // Whoever reads slowly holds up who writes, as without a proxy between them.
      const pass = (chunk: Buffer): void => {
        if (to.destroyed || to.write(chunk)) return;
        from.pause();
        to.once('drain', () => from.resume());
      };
      from.on('data', (chunk: Buffer) => {
        if (this.silent) connection.hasLost = true;
        else way(chunk, pass, connection.cut);
      });
    };
    carry(client, target, this.up());
    carry(target, client, this.down());
    target.on('data', ({ length }: Buffer) => {
      if (this.bytesPerSecond === Infinity) return;
      target.pause();
      setTimeout(() => target.resume(), (length / this.bytesPerSecond) * 1_000);
    });
    for (const socket of [client, target]) socket.setNoDelay(true);
  }
}
