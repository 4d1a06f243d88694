import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { theHouse, useHouse } from '../test/harness.js';
import { aPerson } from '../test/people.js';
import { loadConfig } from '../src/platform/config.js';
import { createLogger } from '../src/platform/logger.js';
import { PROJECT_ROOT } from '../src/platform/project-root.js';
import { Storage } from '../src/platform/storage/index.js';
import { testEnvironment } from '../test/test-config.js';
import { removePostgres } from './postgres/index.js';
import { bootEmbeddedServers, RUNNING_FILE } from './servers.js';

useHouse();

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'servers-'))));
afterEach(() => rmSync(dataDir, { recursive: true }));

const GIVEN = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  SMTP_URL: 'smtp://127.0.0.1:1',
  S3_ENDPOINT: 'http://127.0.0.1:1',
  S3_BUCKET: 'given',
  S3_ACCESS_KEY: 'given',
  S3_SECRET_KEY: 'given',
  STRIPE_SECRET_KEY: 'sk_test_given',
  PORT: '0',
};

/** `npm run admin -- EMAIL`, as a person types it. */
function admin(email: string): Promise<{ code: number; said: string }> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, NODE_ENV: 'development' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['scripts/node24.mjs', 'server/scripts/admin.ts', email],
      { cwd: PROJECT_ROOT, env },
      (err, stdout, stderr) => resolve({ code: Number(err?.code ?? 0), said: stdout + stderr }),
    );
  });
}

describe('npm start', () => {
  it('answers pages opened by either name of this machine', async () => {
    const servers = await bootEmbeddedServers(GIVEN, dataDir);
    const { PUBLIC_URL = '', ALLOWED_ORIGINS, PORT } = servers.env;
    expect([PUBLIC_URL, ALLOWED_ORIGINS]).toEqual([`http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`]);
    await servers.stop();
  });

  it('writes down its own settings and nothing else of a person’s environment', async () => {
    const servers = await bootEmbeddedServers({ ...GIVEN, CLOUD_SECRET: 'planted' }, dataDir);
    const written = readFileSync(join(dataDir, RUNNING_FILE), 'utf8');
    expect(written).toContain('sk_test_given');
    expect(written).not.toMatch(/planted|CLOUD_SECRET/);
    await servers.stop();
  });

  it('keeps what is uploaded over a restart, under a secret that no other start has', async () => {
    const { S3_ENDPOINT: _, ...given } = GIVEN;
    const open = async (folder: string) => {
      const servers = await bootEmbeddedServers(given, folder);
      const storage = new Storage(
        loadConfig(testEnvironment('none', servers.env as Record<string, string>)).storage,
        createLogger('silent'),
      );
      const close = async () => {
        storage.close();
        await servers.stop();
      };
      return { storage, secret: servers.env.S3_SECRET_KEY ?? '', close };
    };
    const first = await open(dataDir);
    await first.storage.ensureReady(['http://localhost:3000']);
    await first.storage.put('photo', Buffer.from('photo'), { contentType: 'image/jpeg' });
    await first.close();
    const second = await open(dataDir);
    expect(await second.storage.stat('photo')).toMatchObject({ size: 5, contentType: 'image/jpeg' });
    await second.close();
    const other = await open(join(dataDir, 'other'));
    expect(first.secret.length).toBeGreaterThan(40);
    expect([second.secret === first.secret, other.secret === first.secret]).toEqual([true, false]);
    await other.close();
  });
});

describe('npm run admin', () => {
  it('works on the database of a running start', async () => {
    const [lea, { config }] = [await aPerson('WOMAN'), theHouse().app];
    const secrets = {
      TOKEN_SECRET: config.secrets.token,
      PASSWORD_PEPPER: config.secrets.pepper,
      CURSOR_SECRET: config.secrets.cursor,
      PUSH_SECRET: config.push.secret,
    };
    const stripe = { STRIPE_WEBHOOK_SECRET: 'x', STRIPE_PRICE_MONTHLY: 'x', STRIPE_PRICE_QUARTERLY: 'x', STRIPE_PRICE_YEARLY: 'x' };
    const env = { ...GIVEN, ...secrets, ...stripe, PUBLIC_URL: config.http.publicUrl, DATABASE_URL: config.database.url };
    writeFileSync(join(dataDir, RUNNING_FILE), JSON.stringify({ env }));
    expect(await admin(lea.email)).toEqual({ code: 0, said: `${lea.email} is an ADMIN now.\n` });
    expect(await theHouse().app.db.one('SELECT role FROM users WHERE id = $1', [lea.id])).toEqual({ role: 'ADMIN' });
  });

  it('is not misled by what a killed start left, nor by a database that never started', async () => {
    writeFileSync(join(dataDir, RUNNING_FILE), JSON.stringify({ env: GIVEN }));
    const said = 'No account has the address personne@test.premierpas.example: sign up with it on the site first.\n';
    expect(await admin('personne@test.premierpas.example')).toEqual({ code: 1, said });
    await removePostgres(join(dataDir, 'postgres'));
  }, 60_000);
});
