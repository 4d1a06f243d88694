import { createApp } from './app.js';
import { seconds } from './platform/clock.js';
import { loadConfig } from './platform/config.js';
import { createLogger } from './platform/logger.js';
import { endWell } from './platform/process.js';

const config = loadConfig();
const log = createLogger(config.logLevel);
const app = await createApp(config, log);
endWell(log, { signals: ['SIGINT', 'SIGTERM'], stop: () => app.stop({ over: seconds(5) }) });
await app.migrate();
await app.jobs.work();
log.info({ url: await app.listen() }, 'listening');
