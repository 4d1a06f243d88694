import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { freePort } from './ports.js';

const servers: Server[] = [];

afterEach(() => {
  servers.splice(0).forEach((server) => server.close());
});

async function occupy(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as { port: number }).port;
}

describe('freePort', () => {
  it('gives the wanted port when nobody listens there', async () => {
    const { port } = await freePort(0);
    expect(await freePort(port)).toEqual({ port, moved: false });
  });

  it('gives a neighbour of a busy port, and says so', async () => {
    const busy = await occupy(0);
    const found = await freePort(busy);
    expect(found.moved).toBe(true);
    expect(found.port).toBeGreaterThan(busy);
    expect(await occupy(found.port)).toBe(found.port);
  });

  it('gives up beyond the last port there is', async () => {
    await occupy(65_535).catch(() => undefined);
    await expect(freePort(65_535)).rejects.toThrow('65535 are all busy');
  });
});
