import { verifyAudit } from '../src/admin.js';
import { command } from '../src/platform/command.js';
import { withConfig } from './with-config.js';

/** `npm run audit:verify [-- NUMBER SEAL]`, a link as the process log names it. */
await command(async () => {
  const [number, seal] = process.argv.slice(2);
  if (number !== undefined && !(/^[1-9]\d{0,17}$/.test(number) && seal))
    return { done: false, message: 'Usage: npm run audit:verify [-- NUMBER SEAL]' };
  return withConfig((config, atRest) => verifyAudit(config, { migrateFirst: atRest, ...(number && seal && { noted: { number, seal } }) }));
});
