import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAdmin } from '../src/admin.js';
import { loadConfig } from '../src/platform/config.js';
import { PROJECT_ROOT } from '../src/platform/project-root.js';
import { bootEmbeddedServers, RUNNING_FILE } from './servers.js';

/** `npm run admin -- EMAIL`: on the configured database, on that of a running `npm start`, or on the embedded one at rest. */
const dataDir = join(PROJECT_ROOT, '.data');
const running = join(dataDir, RUNNING_FILE);
const servers = process.env.DATABASE_URL || existsSync(running) ? null : await bootEmbeddedServers(process.env, dataDir);
const kept = !process.env.DATABASE_URL && existsSync(running) ? (JSON.parse(readFileSync(running, 'utf8')) as Record<string, string>) : {};
try {
  const { done, message } = await makeAdmin(loadConfig(servers?.env ?? { ...kept, ...process.env }), process.argv[2]);
  process.stdout.write(`${message}\n`);
  process.exitCode = done ? 0 : 1;
} finally {
  await servers?.stop();
}
