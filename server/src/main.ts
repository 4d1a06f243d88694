import { createApp } from './app.js';
import { loadConfig } from './platform/config.js';
import { createLogger } from './platform/logger.js';

const config = loadConfig();
const log = createLogger(config.logLevel);
const app = await createApp(config, log);
await app.migrate();
await app.jobs.work();
log.info({ url: await app.listen() }, 'listening');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    log.info({ signal }, 'stopping');
    void app.stop().then(() => process.exit(0));
  });
}
