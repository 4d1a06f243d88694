import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where the pages of our app come from. A browser sends our cookies along for none but ours, so whoever is called so there is a stranger. */
const APP_ORIGIN = 'https://localhost';

/** The only reader of the environment. Every problem is collected and told at once. */
const port = z.coerce.number().int().min(0).max(65_535);
const secret = z.string().min(32, { error: 'at least 32 characters' });
const url = z.url();
const origin = z.url({ protocol: /^https?$/ }).refine((text) => new URL(text).pathname === '/', { error: 'an address without a path' });
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  );

/** Passwords and cookies leave no machine in clear. */
const travelsSealed = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
};

/** What of Google's file we use. */
const serviceAccount = z.object({
  project_id: z.string().min(1),
  client_email: z.email(),
  private_key_id: z.string().min(1),
  private_key: z.string().includes('PRIVATE KEY'),
  token_uri: z.url(),
});
const serviceAccountText = z.string().transform((text, context) => {
  try {
    return serviceAccount.parse(JSON.parse(text.startsWith('{') ? text : readFileSync(text, 'utf8')));
  } catch {
    context.addIssue({ code: 'custom', message: "neither Google's JSON file nor a path to it" });
    return z.NEVER;
  }
});

export const environment = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('production').describe('How strict to be.'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info')
      .describe('Least level that is logged.'),
    HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
    PORT: port.default(3000).describe('Port of the site, the API and the sockets.'),
    PUBLIC_URL: url.describe('Address people type, e.g. https://premierpas.example. Links in mails and Stripe returns start with it.'),
    ALLOWED_ORIGINS: list.describe('More origins that may call the API and open sockets, comma-separated.'),
    TRUSTED_PROXIES: list.describe('Addresses or CIDR ranges of the proxies whose X-Forwarded-For is believed, comma-separated.'),
    DATABASE_URL: z.string().min(1).describe('PostgreSQL, e.g. postgres://user:password@host:5432/premierpas.'),
    DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(10).describe('Connections of one process.'),
    REDIS_URL: url
      .optional()
      .describe('Redis or Valkey that carries hints between processes; leave empty for a single process, e.g. redis://host:6379.'),
    METRICS_PORT: port.optional().describe('Port of the Prometheus metrics, for the inner network only; leave empty for none.'),
    SMTP_URL: z.string().min(1).describe('Mail server, e.g. smtps://user:password@host:465.'),
    MAIL_FROM: z.string().default('Premier Pas <bonjour@premierpas.example>').describe('Sender of our mails.'),
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^AC\w{32}$/, { error: 'AC and 32 signs' })
      .optional()
      .describe('Account at Twilio, which sends our SMS; leave empty to verify no phone numbers.'),
    TWILIO_AUTH_TOKEN: z.string().min(1).optional().describe('Secret of that account.'),
    TWILIO_FROM: z
      .string()
      .regex(/^(\+\d{8,15}|MG\w{32}|[A-Za-z0-9 ]{3,11})$/, { error: 'a number, a messaging service (MG…) or a name of 3 to 11 signs' })
      .default('PremierPas')
      .describe('Sender of our SMS: a number, a messaging service or a name.'),
    TWILIO_API_URL: origin.default('https://api.twilio.com/').describe("Another address of Twilio's API, for tests."),
    SMS_DAILY_MAX: z.coerce.number().int().min(1).default(500).describe('Most SMS a day to the numbers of one country.'),
    EMAIL_DOMAINS_REFUSED: list.describe('More domains of throw-away addresses that nobody signs up with, comma-separated.'),
    EMAIL_DOMAINS_ALLOWED: list.describe('Domains that one may sign up with although they are on the list of throw-away ones.'),
    S3_ENDPOINT: origin.describe('Any S3 for photos and videos, as the server reaches it, e.g. http://garage:3900.'),
    S3_PUBLIC_ENDPOINT: origin.optional().describe('The same as browsers reach it, to upload; leave empty when it is the same address.'),
    S3_REGION: z.string().min(1).default('us-east-1').describe('Region of the S3; Garage calls its own `garage`.'),
    S3_BUCKET: z.string().min(3).describe('Private bucket of our own; made when it is missing.'),
    S3_ACCESS_KEY: z.string().min(1).describe('Access key that may read, write and list the bucket.'),
    S3_SECRET_KEY: z.string().min(1).describe('Secret of the access key.'),
    ANTIVIRUS: z
      .enum(['clamd', 'off'])
      .optional()
      .describe('Whether clamd looks at every upload. Production wants a decision: clamd or off.'),
    CLAMD_URL: z.url({ protocol: /^tcp$/ }).default('tcp://127.0.0.1:3310').describe('Where clamd answers, when ANTIVIRUS is clamd.'),
    STRIPE_SECRET_KEY: z.string().min(1).describe('Stripe secret (or restricted) key.'),
    STRIPE_WEBHOOK_SECRET: z.string().min(1).describe('Signing secret of the webhook endpoint POST /stripe/webhook.'),
    STRIPE_PRICE_MONTHLY: z.string().min(1).describe('Price id of the monthly plan.'),
    STRIPE_PRICE_QUARTERLY: z.string().min(1).describe('Price id of the quarterly plan.'),
    STRIPE_PRICE_YEARLY: z.string().min(1).describe('Price id of the yearly plan.'),
    STRIPE_API_URL: url.optional().describe("Another address of Stripe's API; leave empty for Stripe itself."),
    PUSH_SECRET: secret.describe(
      'Browsers subscribe under a key made of it (Web Push). Changing it silences each until it is opened again.',
    ),
    FCM_SERVICE_ACCOUNT: serviceAccountText
      .optional()
      .describe("Firebase's service account, the JSON file or a path to it; leave empty for no notifications on Android."),
    FCM_API_URL: origin.default('https://fcm.googleapis.com/').describe("Another address of Firebase's API, for tests."),
    PUSH_RECEIVER: origin.optional().describe('One more origin that browsers may be reached at, in whatever network, for tests.'),
    TOKEN_SECRET: secret.describe('Signs access tokens. Changing it has everybody renew theirs, and signs nobody out.'),
    PASSWORD_PEPPER: secret.describe(
      'Mixed into passwords, codes and contacts to avoid before hashing. Changing it invalidates all of them.',
    ),
    CURSOR_SECRET: secret.describe('Encrypts pagination cursors.'),
    PASSWORD_COST: z.coerce.number().int().min(4).max(16).default(12).describe('bcrypt cost of new passwords; at least 10 in production.'),
    PLAYGROUND: z.stringbool().default(true).describe('Whether GraphiQL is served at /playground; it brings introspection with it.'),
    ANDROID_APP: z
      .string()
      .regex(/^[a-z]\w*(\.[a-z]\w*)+$/i, { error: 'an application id, e.g. example.premierpas.app' })
      .default('example.premierpas.app')
      .describe('Application id of the Android app, which links of the site open.'),
    ANDROID_CERTIFICATES: list
      .refine((all) => all.every((one) => /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(one)), { error: 'SHA-256 fingerprints, AA:BB:…' })
      .describe('SHA-256 fingerprints of the certificates that sign the app, comma-separated; without one no link opens it.'),
    OPERATOR_NAME: z.string().optional().describe('Who runs this site, for its legal pages: legal name. What is left empty, they say so.'),
    OPERATOR_FORM: z.string().optional().describe('Legal form and capital, e.g. SAS au capital de 10 000 €.'),
    OPERATOR_ADDRESS: z.string().optional().describe('Postal address of the operator.'),
    OPERATOR_SIREN: z
      .string()
      .regex(/^\d{9}$/, { error: 'nine digits' })
      .optional()
      .describe('SIREN of the operator, nine digits.'),
    OPERATOR_DIRECTOR: z.string().optional().describe('Who answers for what is published: a person.'),
    OPERATOR_HOST: z.string().optional().describe('Name, address and telephone of the host.'),
    OPERATOR_CONTACT: z.email().optional().describe('E-mail address that people write to.'),
    OPERATOR_DPO: z.email().optional().describe('E-mail address of whoever answers about personal data.'),
    OPERATOR_MEDIATOR: z.string().optional().describe('Consumer mediator: name, address, site.'),
    WEB_DIST: z.string().optional().describe('Folder of the built site; default web/dist.'),
  })
  .refine((e) => e.NODE_ENV !== 'production' || e.ANTIVIRUS !== undefined, { path: ['ANTIVIRUS'], error: 'clamd or off in production' })
  .refine((e) => e.NODE_ENV !== 'production' || travelsSealed(e.PUBLIC_URL), { path: ['PUBLIC_URL'], error: 'https in production' })
  .refine((e) => new Set([e.TOKEN_SECRET, e.PASSWORD_PEPPER, e.CURSOR_SECRET, e.PUSH_SECRET]).size === 4, {
    path: ['TOKEN_SECRET'],
    error: 'another one than PASSWORD_PEPPER, CURSOR_SECRET and PUSH_SECRET, and these different from each other',
  })
  .refine((e) => e.TWILIO_ACCOUNT_SID === undefined || e.TWILIO_AUTH_TOKEN !== undefined, {
    path: ['TWILIO_AUTH_TOKEN'],
    error: 'it goes with TWILIO_ACCOUNT_SID',
  })
  .refine((e) => e.NODE_ENV !== 'production' || e.PASSWORD_COST >= 10, { path: ['PASSWORD_COST'], error: 'at least 10 in production' });

export type Environment = z.infer<typeof environment>;

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Empty variables count as absent, as an .env file writes them. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env) {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The configuration is not complete:\n${lines.join('\n')}\nSee .env.example.`);
  }
  const e = parsed.data;
  return {
    production: e.NODE_ENV === 'production',
    logLevel: e.LOG_LEVEL,
    http: {
      host: e.HOST,
      port: e.PORT,
      publicUrl: e.PUBLIC_URL.replace(/\/$/, ''),
      allowedOrigins: [APP_ORIGIN, ...e.ALLOWED_ORIGINS],
      trustedProxies: e.TRUSTED_PROXIES,
    },
    database: { url: e.DATABASE_URL, pool: e.DATABASE_POOL },
    redisUrl: e.REDIS_URL,
    metricsPort: e.METRICS_PORT,
    mail: { smtpUrl: e.SMTP_URL, from: e.MAIL_FROM },
    sms:
      e.TWILIO_ACCOUNT_SID && e.TWILIO_AUTH_TOKEN
        ? { account: e.TWILIO_ACCOUNT_SID, token: e.TWILIO_AUTH_TOKEN, from: e.TWILIO_FROM, apiUrl: new URL(e.TWILIO_API_URL).origin }
        : null,
    smsDailyMax: e.SMS_DAILY_MAX,
    emailDomains: { refused: e.EMAIL_DOMAINS_REFUSED, allowed: e.EMAIL_DOMAINS_ALLOWED },
    storage: {
      endpoint: e.S3_ENDPOINT,
      publicEndpoint: e.S3_PUBLIC_ENDPOINT ?? e.S3_ENDPOINT,
      region: e.S3_REGION,
      bucket: e.S3_BUCKET,
      accessKey: e.S3_ACCESS_KEY,
      secretKey: e.S3_SECRET_KEY,
    },
    clamdUrl: e.ANTIVIRUS === 'clamd' ? e.CLAMD_URL : null,
    stripe: {
      secretKey: e.STRIPE_SECRET_KEY,
      webhookSecret: e.STRIPE_WEBHOOK_SECRET,
      prices: { MONTH: e.STRIPE_PRICE_MONTHLY, QUARTER: e.STRIPE_PRICE_QUARTERLY, YEAR: e.STRIPE_PRICE_YEARLY },
      apiUrl: e.STRIPE_API_URL,
    },
    push: {
      secret: e.PUSH_SECRET,
      /** Whom push services write to when something goes wrong: the sender of our mails. */
      contact: /<([^>]+)>/.exec(e.MAIL_FROM)?.[1] ?? e.MAIL_FROM,
      receiver: e.PUSH_RECEIVER && new URL(e.PUSH_RECEIVER).origin,
      fcm: e.FCM_SERVICE_ACCOUNT,
      fcmApiUrl: new URL(e.FCM_API_URL).origin,
    },
    secrets: { token: e.TOKEN_SECRET, pepper: e.PASSWORD_PEPPER, cursor: e.CURSOR_SECRET },
    passwordCost: e.PASSWORD_COST,
    playground: e.PLAYGROUND,
    android: { app: e.ANDROID_APP, certificates: e.ANDROID_CERTIFICATES },
    operator: {
      name: e.OPERATOR_NAME ?? null,
      form: e.OPERATOR_FORM ?? null,
      address: e.OPERATOR_ADDRESS ?? null,
      siren: e.OPERATOR_SIREN ?? null,
      director: e.OPERATOR_DIRECTOR ?? null,
      host: e.OPERATOR_HOST ?? null,
      contact: e.OPERATOR_CONTACT ?? null,
      dpo: e.OPERATOR_DPO ?? null,
      mediator: e.OPERATOR_MEDIATOR ?? null,
    },
    webDist: e.WEB_DIST,
  };
}

export type Config = ReturnType<typeof loadConfig>;

/** What a command at the terminal asks before it looks for a configuration. */
export const inProduction = (): boolean => process.env.NODE_ENV === 'production';
