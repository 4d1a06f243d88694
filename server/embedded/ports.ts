import { createServer } from 'node:net';

export interface FoundPort {
  port: number;
  /** True when the wanted port was busy and a neighbour is given instead. */
  moved: boolean;
}

const TRIES = 20;

/** The wanted port, or the next one that nobody listens on. `0` lets the system choose. */
export async function freePort(wanted: number, { host = '127.0.0.1' } = {}): Promise<FoundPort> {
  const last = Math.min(wanted + TRIES - 1, 65_535);
  for (let port = wanted; port <= last; port++) {
    const bound = await tryToBind(port, host);
    if (bound !== null) return { port: bound, moved: wanted !== 0 && bound !== wanted };
  }
  throw new Error(`Ports ${wanted} to ${last} are all busy on ${host}: stop what listens there, or choose another port.`);
}

function tryToBind(port: number, host: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      // EACCES: a privileged port, as unusable to us as a busy one.
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
      else reject(error);
    });
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(bound));
    });
  });
}
