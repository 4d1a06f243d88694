import type { IncomingMessage } from 'node:http';
import { compile } from '@fastify/proxy-addr';
import proxyAddress from '@fastify/proxy-addr';

/** The caller's address on a socket, by the same rule as Fastify's `trustProxy` over HTTP. */
export function addressReader(trustedProxies: string[]): (request: IncomingMessage) => string {
  const trusts = trustedProxies.length > 0 ? compile(trustedProxies) : () => false;
  return (request) => proxyAddress(request, trusts);
}
