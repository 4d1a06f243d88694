import { makeAdmin } from '../src/admin.js';
import { command } from '../src/platform/command.js';
import { withConfig } from './with-config.js';

/** `npm run admin -- EMAIL` */
await command(async () => {
  const email = process.argv[2];
  if (!email) return { done: false, message: 'Usage: npm run admin -- EMAIL' };
  return withConfig((config, atRest) => makeAdmin(config, email, { migrateFirst: atRest }));
});
