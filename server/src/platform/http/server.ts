import helmet from '@fastify/helmet';
import fastify, { LogController, type FastifyBaseLogger, type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Config } from '../config.js';
import type { ErrorsAtTheEdge } from '../graphql/errors-at-the-edge.js';
import { newId } from '../ids.js';
import type { Logger } from '../logger.js';
import { corsRoutes, type Origins } from './origins.js';

/** Fastify with what every route shares: request ids, trusted proxies, security headers, CORS. */
export async function createHttpServer(config: Config, origins: Origins, log: Logger, errors: ErrorsAtTheEdge): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    trustProxy: config.http.trustedProxies.length > 0 ? config.http.trustedProxies : false,
    bodyLimit: 64 * 1_024,
    forceCloseConnections: 'idle',
    // Whoever sends a request byte by byte must not hold a connection, or our stopping, for ever.
    requestTimeout: 20_000,
    // No hook has been there: this answer brings its own.
    frameworkErrors: (_error, _request, reply) =>
      void (reply as FastifyReply).headers(BARE).code(400).send(refusal('This address cannot be read.')),
  });
  const socketOrigin = config.http.publicUrl.replace(/^http/, 'ws');
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        // A film that is still on its way shows itself from the device.
        mediaSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        // Uploads go straight to the store; what it keeps is served by ourselves.
        connectSrc: ["'self'", socketOrigin, new URL(config.storage.publicEndpoint).origin],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.http.publicUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onRequest', async (_request, reply) => void reply.header(...PERMISSIONS));
  corsRoutes(app, origins);
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    errors.count(status >= 500 ? 'INTERNAL' : 'BAD_USER_INPUT');
    if (status >= 500) log.error({ err: error, requestId: request.id, url: request.routeOptions.url }, 'a request failed');
    else log.info({ requestId: request.id, status, reason: error.code, url: request.routeOptions.url }, 'a request was refused');
    const problem = { errors: [{ message: 'A fault of ours.', extensions: { code: 'INTERNAL', requestId: request.id } }] };
    return reply.code(status).send(status >= 500 ? problem : refusal(error.message));
  });
  return app;
}

/** What no page of ours ever asks a browser for: neither may what somebody smuggles into one. Photos are taken by the system's own camera. */
const PERMISSIONS = [
  'permissions-policy',
  'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
] as const;

const BARE = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const refusal = (message: string) => ({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT', fields: { body: message } } }] });
