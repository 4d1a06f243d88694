import { composeFeatures } from './features.js';
import type { Config } from './platform/config.js';
import { createLogger } from './platform/logger.js';

/** Gives an existing account the role ADMIN; what to tell the operator. */
export async function makeAdmin(config: Config, email: string, { migrateFirst = false } = {}): Promise<{ done: boolean; message: string }> {
  const { db, accounts } = composeFeatures(config, createLogger('warn'));
  await db.connect();
  try {
    // A database of our own may never have been started with.
    if (migrateFirst) await db.migrate();
    const done = await accounts.accounts.makeAdmin(email);
    return {
      done,
      message: done ? `${email} is an ADMIN now.` : `No account has the address ${email}: sign up with it on the site first.`,
    };
  } finally {
    await db.close();
  }
}
