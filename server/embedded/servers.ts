import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { environment } from '../src/platform/config.js';
import { PROJECT_ROOT } from '../src/platform/project-root.js';
import { keptSecrets } from './kept-secrets.js';
import { bootMailbox, type Mailbox } from './mailbox/index.js';
import { freePort } from './ports.js';
import { bootPostgres } from './postgres/index.js';
import { bootS3 } from './s3/index.js';
import { bootStripeSimulator, type Simulator } from './stripe/index.js';

const PORTS = { site: 3000, mailbox: 3025, smtp: 3525, stripe: 3042, postgres: 3054, s3: 3090 };

/** Tells commands such as `npm run admin`, and the browser stories, where the servers that run now are. */
export const RUNNING_FILE = 'running.json';

export interface Running {
  env: Record<string, string>;
  mailboxUrl: string | null;
  stripeUrl: string | null;
}

export interface EmbeddedServers {
  /** The environment completed with the addresses and keys of what was booted. */
  env: NodeJS.ProcessEnv;
  mailbox: Mailbox | null;
  stripe: Simulator | null;
  /** Whether the database is the embedded one: demo people live there and nowhere else. */
  ownDatabase: boolean;
  /** What the person should know, e.g. that a port was busy. */
  notices: string[];
  stop(): Promise<void>;
}

/** Where everything that must survive a restart is kept: `.data`, or the folder DATA_DIR names. */
export const dataFolder = (): string => process.env.DATA_DIR || join(PROJECT_ROOT, '.data');

/** What a person wrote into `.env`, for whatever their shell does not say. */
export function loadEnvFile(): void {
  const file = join(PROJECT_ROOT, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** Boots a local server for each service that the environment does not name. */
export async function bootEmbeddedServers(given: NodeJS.ProcessEnv, dataDir: string): Promise<EmbeddedServers> {
  mkdirSync(dataDir, { recursive: true });
  const notices: string[] = [];
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  const tellIfMoved = (name: string, wanted: number, port: number): void => {
    if (port !== wanted) notices.push(`Port ${wanted} is busy: the ${name} answers on ${port}.`);
  };

  const wantedPort = Number(given.PORT || PORTS.site);
  const { port: sitePort } = await freePort(wantedPort);
  tellIfMoved('site', wantedPort, sitePort);
  const url = `http://localhost:${sitePort}`;
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'development',
    LOG_LEVEL: 'warn',
    PUBLIC_URL: url,
    // The same machine by its other name, which people type as well.
    ALLOWED_ORIGINS: `http://127.0.0.1:${sitePort}`,
    ...keptSecrets(dataDir),
    ...present(given),
    PORT: String(sitePort),
  };
  try {
    let mailbox: Mailbox | null = null;
    let stripe: Simulator | null = null;
    if (!env.DATABASE_URL) {
      const postgres = await bootPostgres({ dataDir: join(dataDir, 'postgres'), port: PORTS.postgres });
      stops.push(() => postgres.stop());
      env.DATABASE_URL = postgres.url;
    }
    if (!env.SMTP_URL) {
      // As with S3: any page of a browser could send to a local port.
      const sms = { account: `AC${'0'.repeat(32)}`, token: keptSecrets(dataDir, ['TWILIO_AUTH_TOKEN']).TWILIO_AUTH_TOKEN ?? '' };
      mailbox = await bootMailbox({ httpPort: PORTS.mailbox, smtpPort: PORTS.smtp, storeFile: join(dataDir, 'mails.jsonl'), sms });
      tellIfMoved('mailbox', PORTS.mailbox, Number(new URL(mailbox.url).port));
      stops.push(() => mailbox?.stop() ?? Promise.resolve());
      env.SMTP_URL = mailbox.smtpUrl;
      if (!env.TWILIO_ACCOUNT_SID)
        Object.assign(env, { TWILIO_ACCOUNT_SID: sms.account, TWILIO_AUTH_TOKEN: sms.token, TWILIO_API_URL: mailbox.url });
    }
    if (!env.S3_ENDPOINT) {
      // Of our own, since any page of a browser can reach a local port: a secret that everybody knows would be none.
      const keys = { accessKey: 'premier-pas', secretKey: keptSecrets(dataDir, ['S3_SECRET_KEY']).S3_SECRET_KEY ?? '' };
      const s3 = await bootS3({ folder: join(dataDir, 's3'), port: (await freePort(PORTS.s3)).port, ...keys });
      tellIfMoved('object store', PORTS.s3, s3.port);
      stops.push(() => s3.stop());
      Object.assign(env, {
        S3_ENDPOINT: s3.url,
        S3_REGION: s3.region,
        S3_BUCKET: 'premier-pas',
        S3_ACCESS_KEY: s3.accessKey,
        S3_SECRET_KEY: s3.secretKey,
      });
    }
    if (!env.STRIPE_SECRET_KEY) {
      const webhookSecret = env.STRIPE_WEBHOOK_SECRET ?? 'whsec_simulator';
      stripe = await bootStripeSimulator({
        port: (await freePort(PORTS.stripe)).port,
        webhookUrl: `${url}/stripe/webhook`,
        webhookSecret,
        storeFile: join(dataDir, 'stripe.json'),
      });
      tellIfMoved('payment simulator', PORTS.stripe, stripe.port);
      stops.push(() => stripe?.stop() ?? Promise.resolve());
      Object.assign(env, {
        STRIPE_SECRET_KEY: 'sk_test_simulator',
        STRIPE_WEBHOOK_SECRET: webhookSecret,
        STRIPE_API_URL: stripe.url,
        STRIPE_PRICE_MONTHLY: 'price_sim_monthly',
        STRIPE_PRICE_QUARTERLY: 'price_sim_quarterly',
        STRIPE_PRICE_YEARLY: 'price_sim_yearly',
      });
    }
    const running = join(dataDir, RUNNING_FILE);
    writeFileSync(running, JSON.stringify({ env: ours(env), mailboxUrl: mailbox?.url ?? null, stripeUrl: stripe?.url ?? null }), {
      mode: 0o600,
    });
    stops.push(() => rm(running, { force: true }));
    return { env, mailbox, stripe, ownDatabase: !given.DATABASE_URL, notices, stop };
  } catch (err) {
    await stop();
    throw err;
  }
}

/** Our own settings: the rest of a person's environment is none of our business, and is not written down. */
const ours = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => name in environment.shape));

/** An .env file writes absent values as empty ones. */
const present = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
