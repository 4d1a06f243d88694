import { command } from '../src/platform/command.js';
import { progressOn, restore } from '../src/platform/db/backup/index.js';
import { withConfig } from './with-config.js';

/** `npm run restore -- FILE` */
await command(async () => {
  const from = process.argv[2];
  if (!from) return { done: false, message: 'Usage: npm run restore -- FILE' };
  return withConfig(async (config) => {
    process.stdout.write(`Reading ${from} to its end, then restoring it.\n`);
    const { takenAt, tables } = await restore({ databaseUrl: config.database.url, from, progress: progressOn(process.stdout) });
    return { done: true, message: `Restored as it was at ${takenAt}: ${tables.length} tables, every row checked.` };
  });
});
