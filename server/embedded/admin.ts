import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAdmin } from '../src/admin.js';
import { loadConfig } from '../src/platform/config.js';
import { bootEmbeddedServers, dataFolder, RUNNING_FILE, type Running } from './servers.js';

/** `npm run admin -- EMAIL`: on the configured database, on that of a running `npm start`, or on the embedded one at rest. */
const dataDir = dataFolder();
const running = join(dataDir, RUNNING_FILE);
const servers = process.env.DATABASE_URL || existsSync(running) ? null : await bootEmbeddedServers(process.env, dataDir);
const kept = !process.env.DATABASE_URL && existsSync(running) ? (JSON.parse(readFileSync(running, 'utf8')) as Running).env : {};
try {
  const { done, message } = await makeAdmin(loadConfig(servers?.env ?? { ...kept, ...process.env }), process.argv[2]);
  process.stdout.write(`${message}\n`);
  process.exitCode = done ? 0 : 1;
} finally {
  await servers?.stop();
}
