import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { composeFeatures } from './features.js';
import { seconds } from './platform/clock.js';
import type { Config } from './platform/config.js';
import { Documents } from './platform/graphql/documents.js';
import { Executor } from './platform/graphql/executor.js';
import { buildSchema } from './platform/graphql/schema.js';
import { graphqlRoute } from './platform/http/graphql-route.js';
import { healthRoutes } from './platform/http/health.js';
import { addressReader } from './platform/http/addresses.js';
import { Origins } from './platform/http/origins.js';
import { httpContext } from './platform/http/request-context.js';
import { playgroundRoutes } from './platform/http/playground.js';
import { createHttpServer } from './platform/http/server.js';
import { siteRoutes } from './platform/http/site.js';
import { Sockets } from './platform/http/sockets.js';
import type { Logger } from './platform/logger.js';
import { PROJECT_ROOT } from './platform/project-root.js';
import { EVERYWHERE } from './platform/pubsub.js';
import { RateLimits } from './platform/rate-limits.js';
import { illustrationRoutes } from './profiles/index.js';
import { Viewers } from './viewer.js';

/** The running house: the features of `features.ts` behind HTTP and sockets. */
export async function createApp(config: Config, log: Logger) {
  const features = composeFeatures(config, log);
  const { db, jobs, mailer, pubsub, accounts, places, posts, profiles } = features;
  await db.connect();
  pubsub.start();
  const viewers = new Viewers(db, accounts.tokens, features.hasAccess, pubsub, (viewer) => {
    if (viewer.role === 'MAN') profiles.activity.touch(viewer.id);
  });
  const schema = await buildSchema(features.resolvers, new RateLimits(db.pool), features.inConversation);
  const documents = new Documents(schema, trustedManifests(), { introspection: config.playground });
  const executor = new Executor(schema, log, { hideSuggestions: !config.playground });
  const origins = new Origins(config.http);
  const http = await createHttpServer(config, origins, log);
  const secure = config.http.publicUrl.startsWith('https:');
  let stopping = false;

  const apollo = await graphqlRoute(http, {
    schema,
    documents,
    executor,
    introspection: config.playground,
    contextOf: (request, reply) => httpContext(request, reply, viewers, secure),
    log,
  });
  healthRoutes(http, async () => !stopping && (await db.query('SELECT 1')).length === 1);
  await http.register(features.billing.webhook);
  await http.register(illustrationRoutes);
  if (config.playground) await playgroundRoutes(http, join(PROJECT_ROOT, 'server/playground/dist'), config.http.publicUrl);
  await siteRoutes(http, config.webDist ?? join(PROJECT_ROOT, 'web/dist'));
  await http.ready();
  const sockets = new Sockets(http.server, {
    schema,
    documents,
    executor,
    auth: viewers,
    origins,
    introspection: config.playground,
    ipOf: addressReader(config.http.trustedProxies),
    log,
  });
  pubsub.subscribe('account', EVERYWHERE, ({ userId, ended }) => {
    if (ended) sockets.close(userId, ended.sessionId);
  });
  pubsub.onGap(() => void sockets.closeEnded());

  return {
    ...features,
    config,
    schema,
    documents,
    sockets,
    /** Brings the database up to date: tables, then reference data. */
    async migrate(): Promise<void> {
      await db.migrate();
      await places.load();
      await jobs.prepare();
    },
    /** Returns the address it answers on. */
    async listen(): Promise<string> {
      profiles.activity.start();
      posts.views.start();
      await http.listen({ host: config.http.host, port: config.http.port });
      const { address, port } = http.server.address() as AddressInfo;
      return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
    },
    /**
     * The orderly end: readiness off, sockets sent elsewhere over `over` ms while requests are still served, then what is
     * under way is finished. A process that stands behind a proxy takes a few seconds; a single one need not.
     */
    async stop({ over = 0 } = {}): Promise<void> {
      if (stopping) return;
      stopping = true;
      await Promise.all([sockets.drain(over), jobs.stop()]);
      await sockets.stop();
      const late = setTimeout(() => http.server.closeAllConnections(), FAREWELL);
      await http.close();
      clearTimeout(late);
      await apollo.stop();
      await profiles.activity.stop();
      await posts.views.stop();
      mailer.close();
      await pubsub.stop();
      await db.close();
    },
  };
}

/** How long requests under way may take when we stop. */
const FAREWELL = seconds(5);

export type App = Awaited<ReturnType<typeof createApp>>;

/** Every released version's documents: an old tab or an installed app goes on working. */
function trustedManifests(): Record<string, string>[] {
  const folder = join(PROJECT_ROOT, 'web/documents');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>);
}
