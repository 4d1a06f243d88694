import type { GraphQLSchema } from 'graphql';
import { composeFeatures } from './features.js';
import { loadConfig } from './platform/config.js';
import { describeSchema } from './platform/graphql/schema.js';
import { createLogger } from './platform/logger.js';

/** Nothing connects and nothing is signed: the configuration only has to be one. */
const PLACEHOLDER = 'nothing-connects-nothing-is-signed-here';

/** The schema of this house with its directives, for those who print it. */
export function describedSchema(): Promise<GraphQLSchema> {
  const config = loadConfig({
    PUBLIC_URL: 'http://localhost',
    DATABASE_URL: 'postgres://localhost/none',
    SMTP_URL: 'smtp://localhost',
    S3_ENDPOINT: 'http://localhost',
    S3_BUCKET: PLACEHOLDER,
    S3_ACCESS_KEY: PLACEHOLDER,
    S3_SECRET_KEY: PLACEHOLDER,
    ANTIVIRUS: 'off',
    STRIPE_SECRET_KEY: PLACEHOLDER,
    STRIPE_WEBHOOK_SECRET: PLACEHOLDER,
    STRIPE_PRICE_MONTHLY: PLACEHOLDER,
    STRIPE_PRICE_QUARTERLY: PLACEHOLDER,
    STRIPE_PRICE_YEARLY: PLACEHOLDER,
    PUSH_SECRET: `PUSH_SECRET ${PLACEHOLDER}`,
    TOKEN_SECRET: `TOKEN_SECRET ${PLACEHOLDER}`,
    PASSWORD_PEPPER: `PASSWORD_PEPPER ${PLACEHOLDER}`,
    CURSOR_SECRET: `CURSOR_SECRET ${PLACEHOLDER}`,
  });
  return describeSchema(composeFeatures(config, createLogger('silent')).resolvers);
}
