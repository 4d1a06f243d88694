import { createApp } from '../src/app.js';
import { ConfigError, loadConfig } from '../src/platform/config.js';
import { seconds } from '../src/platform/clock.js';
import { createLogger } from '../src/platform/logger.js';
import { endWell } from '../src/platform/process.js';
import { bootEmbeddedServers, dataFolder, loadEnvFile } from './servers.js';
import { DEMO_LOGINS, DEMO_PASSWORD, demoPainter, paintAdPictures, seedDemo } from './demo/index.js';
import { refuseInProduction } from './local-only.js';

/** `npm start`: embedded servers for whatever is not configured, then the same application as in production. */
async function start(): Promise<void> {
  refuseInProduction('servers');
  loadEnvFile();
  const servers = await bootEmbeddedServers(process.env, dataFolder());
  let painting = Promise.resolve();
  let stopping = false;
  const stopAll = onceOnly(async () => {
    stopping = true;
    await Promise.all([painter?.stop(), painting]);
    await app?.stop();
    await servers.stop();
  });
  let app: Awaited<ReturnType<typeof createApp>> | undefined;
  let painter: ReturnType<typeof demoPainter> | undefined;
  const { end } = endWell(createLogger('warn'), { signals: ['SIGINT', 'SIGTERM', 'SIGHUP'], stop: stopAll, longest: seconds(45) });
  // The launcher holds the other end: killed without a word, it takes us along.
  process.once('disconnect', () => end(0));
  try {
    const config = loadConfig(servers.env);
    const log = createLogger(config.logLevel);
    app = await createApp(config, log);
    await app.migrate();
    if (servers.stripe && servers.ownDatabase) {
      await seedDemo(app, servers.stripe);
      if (process.env.DEMO_PICTURES !== 'none') painter = demoPainter(app, log);
    }
    await app.jobs.work();
    await app.listen();
    process.stdout.write(welcome(config.http.publicUrl, servers));
    painter?.start();
    if (painter)
      painting = paintAdPictures(app, () => !stopping).catch((err: unknown) => log.warn({ err }, 'not all pictures of ads are painted'));
  } catch (err) {
    await stopAll();
    throw err;
  }
}

function welcome(site: string, servers: Awaited<ReturnType<typeof bootEmbeddedServers>>): string {
  const lines = [
    '',
    `  Premier Pas is ready:  ${site}`,
    '',
    `  Playground             ${site}/playground`,
    ...(servers.mailbox ? [`  Mailbox                ${servers.mailbox.url}`] : []),
    ...(servers.stripe ? [`  Payment simulator      ${servers.stripe.url}`] : []),
    ...servers.notices.map((notice) => `  ${notice}`),
  ];
  if (servers.ownDatabase && servers.stripe) {
    lines.push('', `  Demo logins (password: ${DEMO_PASSWORD})`, ...DEMO_LOGINS.map(({ email, who }) => `    ${email.padEnd(38)} ${who}`));
  }
  return `${[...lines, '', '  Ctrl-C stops everything.', ''].join('\n')}\n`;
}

function onceOnly(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
}

start().catch((err: unknown) => {
  process.stderr.write(
    err instanceof ConfigError ? `${err.message}\n` : `${err instanceof Error ? (err.stack ?? err.message) : String(err)}\n`,
  );
  process.exit(1);
});
