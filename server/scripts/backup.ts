import { command } from '../src/platform/command.js';
import { backUp, progressOn } from '../src/platform/db/backup/index.js';
import { withConfig } from './with-config.js';

/** `npm run backup -- FILE_OR_FOLDER` */
await command(async () => {
  const to = process.argv[2];
  if (!to) return { done: false, message: 'Usage: npm run backup -- FILE_OR_FOLDER' };
  return withConfig(async (config) => {
    const { path, size, manifest } = await backUp({ databaseUrl: config.database.url, to, progress: progressOn(process.stdout) });
    return { done: true, message: `${path}: ${manifest.tables.length} tables, ${(size / 1e6).toFixed(1)} MB.` };
  });
});
