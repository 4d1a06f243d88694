import { verifyAudit } from '../src/admin.js';
import { command } from '../src/platform/command.js';
import { withConfig } from './with-config.js';

/** `npm run audit:verify` */
await command(() => withConfig((config, atRest) => verifyAudit(config, { migrateFirst: atRest })));
