import { bootMailbox, type Mailbox } from '../embedded/mailbox/index.js';
import { freePort } from '../embedded/ports.js';
import { bootStripeSimulator, type Simulator, type SimulatorOptions } from '../embedded/stripe/index.js';
import { createApp, type App } from '../src/app.js';
import { clock } from '../src/platform/clock.js';
import type { Destination } from '../src/platform/logger.js';
import { testLogger } from './log/logger.js';
import { confide } from './log/told.js';
import { copyOfTemplate } from './test-database.js';
import { testConfig } from './test-config.js';
import { bucketOfItsOwn } from './test-store.js';

export const WEBHOOK_SECRET = 'whsec_test';

export interface House {
  app: App;
  url: string;
  mailbox: Mailbox;
  stripe: Simulator;
}

export interface HouseOptions extends Pick<SimulatorOptions, 'afterRetries'> {
  /** Where the log goes, for tests of what is logged. */
  log?: Destination;
}

let house: House | undefined;

/** The running house of this test file: real PostgreSQL, HTTP, sockets, SMTP and Stripe simulator. */
export function theHouse(): House {
  if (!house) throw new Error('Call useHouse() at the top of the test file.');
  return house;
}

/** Boots a house over a migrated database; the helpers beside this file speak to it. */
export async function openHouse(
  databaseUrl: string,
  env: Record<string, string> = {},
  { afterRetries, log }: HouseOptions = {},
): Promise<House & { close(): Promise<void> }> {
  const sms = { account: `AC${'1'.repeat(32)}`, token: 'test-twilio-token-test-twilio-token' };
  const mailbox = await bootMailbox({ smtpPort: 0, httpPort: 0, sms });
  const { port } = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  const stripe = await bootStripeSimulator({
    webhookUrl: `${url}/stripe/webhook`,
    webhookSecret: WEBHOOK_SECRET,
    retryDelays: [],
    ...(afterRetries && { afterRetries }),
  });
  const bucket = await bucketOfItsOwn();
  const config = testConfig(databaseUrl, {
    PORT: String(port),
    PUBLIC_URL: url,
    SMTP_URL: mailbox.smtpUrl,
    TWILIO_ACCOUNT_SID: sms.account,
    TWILIO_AUTH_TOKEN: sms.token,
    TWILIO_API_URL: mailbox.url,
    STRIPE_API_URL: stripe.url,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    ...bucket.settings,
    ...env,
  });
  const app = await createApp(config, testLogger(config.logLevel, log));
  await app.jobs.prepare();
  await app.listen();
  house = { app, url, mailbox, stripe };
  return {
    ...house,
    close: async () => {
      await app.stop();
      for (const { text } of mailbox.messages()) confide(text.match(/\b\d{6}\b/g), 'a mailed code');
      await stripe.stop();
      await mailbox.stop();
      await bucket.drop();
    },
  };
}

/** Boots the house before the tests of this file, on a database of its own, and closes it after them. */
export function useHouse(env: Record<string, string> = {}, options: HouseOptions = {}): void {
  let close: () => Promise<void>;

  beforeAll(async () => {
    const database = await copyOfTemplate();
    const opened = await openHouse(database.url, env, options);
    close = async () => {
      await opened.close();
      await database.drop();
    };
  }, 60_000);

  afterEach(() => clock.reset());
  afterAll(() => close(), 30_000);
}

/** Runs every job that is due. Nobody sleeps. */
export const drain = (): Promise<void> => theHouse().app.jobs.drain();
