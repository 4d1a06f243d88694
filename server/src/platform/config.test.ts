import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testConfig } from '../../test/test-config.js';
import { ConfigError, loadConfig } from './config.js';
import { configurationTable, envExample } from './env-example.js';
import { PROJECT_ROOT } from './project-root.js';

describe('the configuration', () => {
  it('tells everything that is missing at once', () => {
    expect(() => loadConfig({})).toThrow(ConfigError);
    expect(() => loadConfig({})).toThrow(/PUBLIC_URL[\s\S]*DATABASE_URL[\s\S]*STRIPE_SECRET_KEY[\s\S]*TOKEN_SECRET/);
  });

  it('takes an empty variable for an absent one', () => {
    expect(testConfig('postgres://localhost/x', { MAIL_FROM: '' }).mail.from).toContain('Premier Pas');
  });

  it('refuses cheap password hashes in production', () => {
    expect(() => testConfig('postgres://localhost/x', { NODE_ENV: 'production' })).toThrow(/PASSWORD_COST/);
  });

  it('sends browsers to the store where the server finds it, unless told otherwise, and to no path in it', () => {
    const storage = (more: Record<string, string>) => testConfig('postgres://localhost/x', more).storage;
    expect(storage({ S3_ENDPOINT: 'http://garage:3900', S3_PUBLIC_ENDPOINT: '' })).toMatchObject({ publicEndpoint: 'http://garage:3900' });
    expect(storage({ S3_PUBLIC_ENDPOINT: 'https://premierpas.example' })).toMatchObject({ publicEndpoint: 'https://premierpas.example' });
    expect(() => storage({ S3_PUBLIC_ENDPOINT: 'https://premierpas.example/media' })).toThrow(
      /S3_PUBLIC_ENDPOINT: an address without a path/,
    );
    expect(() => storage({ S3_ENDPOINT: 'ftp://garage' })).toThrow(/S3_ENDPOINT/);
  });

  it('is described by .env.example, variable by variable', () => {
    expect(readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8')).toBe(envExample());
  });

  it('is the table of the README', () => {
    // The formatter pads tables: only the words count.
    const words = (text: string) => text.replace(/[ -]+/g, ' ');
    expect(words(readFileSync(join(PROJECT_ROOT, 'README.md'), 'utf8'))).toContain(words(configurationTable()));
  });
});
