import { composeFeatures } from './features.js';
import type { Config } from './platform/config.js';
import { createLogger } from './platform/logger.js';

/** Gives an existing account the role ADMIN; what to tell the operator. */
export async function makeAdmin(config: Config, email: string | undefined): Promise<{ done: boolean; message: string }> {
  if (!email) return { done: false, message: 'Usage: npm run admin -- EMAIL' };
  const { db, accounts } = composeFeatures(config, createLogger('warn'));
  await db.connect();
  try {
    const done = await accounts.accounts.makeAdmin(email);
    return { done, message: done ? `${email} is an ADMIN now.` : `No account has the address ${email}: sign up with it on the site first.` };
  } finally {
    await db.close();
  }
}
