import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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

  it('refuses an address in clear in production, but for a try on the machine itself', () => {
    const inProduction = (PUBLIC_URL: string) => () =>
      testConfig('postgres://localhost/x', { NODE_ENV: 'production', PASSWORD_COST: '10', ANTIVIRUS: 'off', PUBLIC_URL });
    for (const url of ['http://premierpas.example', 'http://localhost.evil.example', 'http://10.0.0.1'])
      expect(inProduction(url)).toThrow(/PUBLIC_URL: https in production/);
    for (const url of ['https://premierpas.example', 'http://localhost:8080', 'http://127.0.0.1']) expect(inProduction(url)).not.toThrow();
  });

  it('refuses one secret for two purposes: who learns the one must not have the other', () => {
    const same = 'the same secret, long enough for both';
    expect(() => testConfig('postgres://localhost/x', { TOKEN_SECRET: same, PUSH_SECRET: same })).toThrow(/TOKEN_SECRET: another one/);
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

  it('takes the service account of Firebase from a file or as it is, without what it does not need, and nothing else for it', () => {
    const fcm = (text: string) => testConfig('postgres://localhost/x', { FCM_SERVICE_ACCOUNT: text }).push.fcm;
    const account = {
      project_id: 'a',
      client_email: 'push@a.example',
      private_key_id: '1',
      private_key: '-----BEGIN PRIVATE KEY-----',
      token_uri: 'https://oauth2.googleapis.com/token',
    };
    const text = JSON.stringify({ type: 'service_account', ...account });
    const file = join(mkdtempSync(join(tmpdir(), 'premier-pas-fcm-')), 'account.json');
    writeFileSync(file, text);
    expect([fcm(text), fcm(file), fcm('')]).toEqual([account, account, undefined]);
    for (const wrong of ['{}', '{"project_id"', `${file}.gone`, JSON.stringify({ ...account, private_key: 'x' })])
      expect(() => fcm(wrong)).toThrow(/FCM_SERVICE_ACCOUNT: neither Google's JSON file nor a path to it/);
    rmSync(dirname(file), { recursive: true });
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
