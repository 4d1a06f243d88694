import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A network between a program and a house, which a test can cut, mend, and lead to another house. */
export class Relay {
  private readonly sockets = new Set<Socket>();
  private broken = false;
  /** How many pieces still pass. */
  private left = Infinity;

  private constructor(
    private readonly server: Server,
    private target: string,
  ) {
    server.on('connection', (near) => this.carry(near));
  }

  static async to(target: string): Promise<Relay> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Relay(server, target);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Everything open breaks, and nothing gets through until `mend`. */
  cut(): void {
    this.broken = true;
    for (const socket of this.sockets) socket.destroy();
  }

  /** The same, in the middle of whatever is said: so many more pieces pass, in either direction. */
  cutAfter(pieces: number): void {
    this.left = pieces;
  }

  mend(): void {
    this.broken = false;
    this.left = Infinity;
  }

  /** Who connects from now on gets there. */
  lead(target: string): void {
    this.target = target;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private carry(near: Socket): void {
    if (this.broken) {
      near.destroy();
      return;
    }
    const { hostname, port } = new URL(this.target);
    const far = connect(Number(port), hostname);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(socket);
      socket.on('data', () => {
        this.left -= 1;
        if (this.left < 0) this.cut();
      });
      socket.pipe(other);
      socket
        .on('error', () => other.destroy())
        .once('close', () => {
          this.sockets.delete(socket);
          other.destroy();
        });
    }
  }
}
