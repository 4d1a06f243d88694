import { loadConfig, type Config } from '../src/platform/config.js';
import { confideSettings } from './log/told.js';

/** The configuration of a test: the real reader, over values that only a test would use. */
export const testConfig = (databaseUrl: string, more: Record<string, string> = {}): Config =>
  loadConfig(testEnvironment(databaseUrl, more));

export function testEnvironment(databaseUrl: string, more: Record<string, string> = {}): Record<string, string> {
  const environment = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'error',
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1:3000',
    DATABASE_URL: databaseUrl,
    DATABASE_POOL: '12',
    SMTP_URL: 'smtp://127.0.0.1:1',
    S3_ENDPOINT: 'http://127.0.0.1:1',
    S3_BUCKET: 'nowhere',
    S3_ACCESS_KEY: 'test',
    S3_SECRET_KEY: 'test-secret',
    STRIPE_SECRET_KEY: 'sk_test_simulator',
    STRIPE_WEBHOOK_SECRET: 'whsec_test',
    STRIPE_PRICE_MONTHLY: 'price_sim_monthly',
    STRIPE_PRICE_QUARTERLY: 'price_sim_quarterly',
    STRIPE_PRICE_YEARLY: 'price_sim_yearly',
    PUSH_SECRET: 'test-push-secret-test-push-secret',
    TOKEN_SECRET: 'test-token-secret-test-token-secret',
    PASSWORD_PEPPER: 'test-pepper-test-pepper-test-pepper',
    CURSOR_SECRET: 'test-cursor-secret-test-cursor-secret',
    PASSWORD_COST: '4',
    // Each call of a test comes from an address of its own, told as a proxy tells it.
    TRUSTED_PROXIES: '127.0.0.1',
    ...more,
  };
  confideSettings(environment);
  return environment;
}
