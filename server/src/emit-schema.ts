import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeFeatures } from './features.js';
import { loadConfig } from './platform/config.js';
import { describeSchema, printContract } from './platform/graphql/schema.js';
import { createLogger } from './platform/logger.js';
import { PROJECT_ROOT } from './platform/project-root.js';

/** `npm run schema` writes schema.graphql; with `--check` it only fails when the file is stale. Nothing connects. */
const PLACEHOLDER = 'nothing-connects-nothing-is-signed-here';
const config = loadConfig({
  PUBLIC_URL: 'http://localhost',
  DATABASE_URL: 'postgres://localhost/none',
  SMTP_URL: 'smtp://localhost',
  STRIPE_SECRET_KEY: PLACEHOLDER,
  STRIPE_WEBHOOK_SECRET: PLACEHOLDER,
  STRIPE_PRICE_MONTHLY: PLACEHOLDER,
  STRIPE_PRICE_QUARTERLY: PLACEHOLDER,
  STRIPE_PRICE_YEARLY: PLACEHOLDER,
  TOKEN_SECRET: PLACEHOLDER,
  PASSWORD_PEPPER: PLACEHOLDER,
  CURSOR_SECRET: PLACEHOLDER,
});
const contract = printContract(await describeSchema(composeFeatures(config, createLogger('silent')).resolvers));
const file = join(PROJECT_ROOT, 'schema.graphql');
if (!process.argv.includes('--check')) writeFileSync(file, contract);
else if (readFileSync(file, 'utf8') !== contract) {
  process.stderr.write('schema.graphql is stale: run npm run schema and review the difference.\n');
  process.exitCode = 1;
}
