import type { Head } from './audit/index.js';
import { composeFeatures } from './features.js';
import type { Config } from './platform/config.js';
import { createLogger } from './platform/logger.js';

type Features = ReturnType<typeof composeFeatures>;
interface Outcome {
  done: boolean;
  message: string;
}

/** Gives an existing account the role ADMIN; what to tell the operator. */
export function makeAdmin(config: Config, email: string, { migrateFirst = false } = {}): Promise<Outcome> {
  return withFeatures(config, migrateFirst, async ({ accounts }) => {
    const done = await accounts.accounts.makeAdmin(email);
    return {
      done,
      message: done ? `${email} is an ADMIN now.` : `No account has the address ${email}: sign up with it on the site first.`,
    };
  });
}

/** Proves the chain of the audit log, up to a link that was noted elsewhere where one is given, or says which entries do not fit. */
export function verifyAudit(
  config: Config,
  { migrateFirst = false, noted }: { migrateFirst?: boolean; noted?: Head } = {},
): Promise<Outcome> {
  return withFeatures(config, migrateFirst, async ({ audit }) => {
    const { links, erased, problems } = await audit.chain.verify(noted);
    const head = await audit.chain.head();
    const looked = `${links} entries are sealed, ${erased} of them erased.${head ? ` The last link is ${head.number} ${head.seal}.` : ''}`;
    return problems.length === 0
      ? { done: true, message: `The audit log holds: ${looked}` }
      : { done: false, message: `The audit log was altered. ${looked}\n${problems.map((problem) => `- ${problem}`).join('\n')}` };
  });
}

async function withFeatures(config: Config, migrateFirst: boolean, work: (features: Features) => Promise<Outcome>): Promise<Outcome> {
  const features = composeFeatures(config, createLogger('warn'));
  await features.db.connect();
  try {
    // A database of our own may never have been started with.
    if (migrateFirst) await features.db.migrate();
    return await work(features);
  } finally {
    await features.db.close();
  }
}
