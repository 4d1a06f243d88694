import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastify, { LogController, type FastifyBaseLogger, type FastifyError, type FastifyInstance } from 'fastify';
import type { Config } from '../config.js';
import { newId } from '../ids.js';
import type { Logger } from '../logger.js';
import { corsRoutes, type Origins } from './origins.js';

/** Fastify with what every route shares: request ids, trusted proxies, security headers, cookies, CORS. */
export async function createHttpServer(config: Config, origins: Origins, log: Logger): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    trustProxy: config.http.trustedProxies.length > 0 ? config.http.trustedProxies : false,
    bodyLimit: 64 * 1_024,
    forceCloseConnections: 'idle',
  });
  const socketOrigin = config.http.publicUrl.replace(/^http/, 'ws');
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        connectSrc: ["'self'", socketOrigin],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.http.publicUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(cookie);
  corsRoutes(app, origins);
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error, requestId: request.id, url: request.routeOptions.url }, 'a request failed');
    else log.info({ requestId: request.id, status, reason: error.code, url: request.routeOptions.url }, 'a request was refused');
    const problem = status >= 500 ? { message: 'A fault of ours.', extensions: { code: 'INTERNAL', requestId: request.id } } : { message: error.message, extensions: { code: 'BAD_USER_INPUT', fields: { body: error.message } } };
    return reply.code(status).send({ errors: [problem] });
  });
  return app;
}
