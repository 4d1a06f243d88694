import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { composeFeatures } from './features.js';
import { sayWhatIsUnsaid } from './accounts/index.js';
import { seconds } from './platform/clock.js';
import type { Config } from './platform/config.js';
import { poolGauges } from './platform/db/pool-gauges.js';
import type { Context } from './platform/graphql/context.js';
import { Documents } from './platform/graphql/documents.js';
import { ErrorsAtTheEdge } from './platform/graphql/errors-at-the-edge.js';
import { Executor } from './platform/graphql/executor.js';
import { buildSchema } from './platform/graphql/schema.js';
import { graphqlRoute } from './platform/http/graphql-route.js';
import { healthRoutes } from './platform/http/health.js';
import { appLinkRoutes } from './platform/http/app-links.js';
import { addressReader } from './platform/http/addresses.js';
import { Origins } from './platform/http/origins.js';
import { httpContext } from './platform/http/request-context.js';
import { Trusted } from './platform/http/trusted.js';
import { openFrontDoor } from './platform/http/front-door.js';
import { playgroundRoutes } from './platform/http/playground.js';
import { createHttpServer } from './platform/http/server.js';
import { siteRoutes } from './platform/http/site.js';
import { Sockets } from './platform/http/sockets.js';
import type { Logger } from './platform/logger.js';
import { Operations } from './platform/metrics/operations.js';
import { serveMetrics } from './platform/metrics/server.js';
import { PROJECT_ROOT } from './platform/project-root.js';
import { EVERYWHERE } from './platform/pubsub.js';
import { illustrationRoutes } from './profiles/index.js';
import { Viewers } from './viewer.js';

/** The running house: the features of `features.ts` behind HTTP and sockets. */
export async function createApp(config: Config, log: Logger) {
  const features = composeFeatures(config, log);
  const { db, jobs, mailer, metrics, pubsub, accounts, places, posts, profiles, chat } = features;
  if (config.production) sayWhatIsUnsaid(config.operator, log);
  await db.connect();
  poolGauges(metrics, db.pool, config.database.pool);
  pubsub.start();
  const viewers = new Viewers(db, accounts.tokens, features.hasAccess, features.lift, pubsub, (viewer) => {
    if (viewer.role === 'MAN') profiles.activity.touch(viewer.id);
  });
  const schema = await buildSchema(features.resolvers, features.rateLimits, features.inConversation);
  const documents = new Documents(schema, trustedManifests(), { introspection: config.playground });
  const errors = new ErrorsAtTheEdge(log, metrics);
  const operations = new Operations(metrics);
  const executor = new Executor(schema, log, errors, { hideSuggestions: !config.playground });
  const origins = new Origins(config.http);
  const http = await createHttpServer(config, origins, log, errors);
  const secure = config.http.publicUrl.startsWith('https:');
  const ipOf = addressReader(config.http.trustedProxies);
  const trusted = new Trusted({ documents, executor, errors, operations });
  const contextOf = (request: IncomingMessage, setCookie: (cookie: string) => void): Promise<Context> =>
    httpContext(request, { secure, ipOf, setCookie, deviceIn: (cookie, email) => accounts.tokens.deviceIn(cookie, email) }, viewers);
  let stopping = false;
  let stopMetrics = (): Promise<void> => Promise.resolve();

  const apollo = await graphqlRoute(http, {
    schema,
    documents,
    trusted,
    errors,
    operations,
    introspection: config.playground,
    contextOf,
    log,
  });
  healthRoutes(http, async () => !stopping && (await db.query('SELECT 1')).length === 1);
  appLinkRoutes(http, config.android);
  await http.register(features.billing.webhook);
  await http.register(illustrationRoutes);
  await http.register(features.media.routes(viewers));
  await http.register(features.privacy.routes(viewers));
  if (config.playground) await playgroundRoutes(http, join(PROJECT_ROOT, 'server/playground/dist'), config.http.publicUrl);
  await siteRoutes(http, config.webDist ?? join(PROJECT_ROOT, 'web/dist'));
  await http.ready();
  await openFrontDoor(http, { trusted, origins, contextOf, isStopping: () => stopping });
  const sockets = new Sockets(http.server, {
    schema,
    documents,
    executor,
    errors,
    metrics,
    operations,
    auth: viewers,
    origins,
    ipOf,
    log,
  });
  pubsub.subscribe('account', EVERYWHERE, ({ userId, ended }) => {
    if (ended) sockets.close(userId, ended.sessionId);
    else void sockets.closeEnded(userId);
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
      await features.media.prepare();
      profiles.activity.start();
      profiles.views.start();
      posts.views.start();
      chat.sightings.start();
      if (config.metricsPort !== undefined) {
        metrics.watchProcess();
        stopMetrics = await serveMetrics(metrics, { host: config.http.host, port: config.metricsPort });
      }
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
      await profiles.views.stop();
      await posts.views.stop();
      await chat.sightings.stop();
      mailer.close();
      await pubsub.stop();
      await stopMetrics();
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
