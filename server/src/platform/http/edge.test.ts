import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { theHouse, useHouse } from '../../../test/harness.js';

// A folder whose own path holds "assets": only files below the site's assets are named by their content.
const site = join(mkdtempSync(join(tmpdir(), 'site-')), 'assets', 'web');
mkdirSync(join(site, 'assets'), { recursive: true });
mkdirSync(join(site, '.vite'));
writeFileSync(join(site, 'index.html'), '<title>Premier Pas</title>');
writeFileSync(join(site, 'assets', 'app-1a2b3c.js'), 'export {};');
writeFileSync(join(site, '.vite', 'manifest.json'), '{"../src/main.ts":{}}');
writeFileSync(join(site, '..', 'secret.txt'), 'secret');

const CERTIFICATE = Array.from({ length: 32 }, (_, n) => (n + 160).toString(16).toUpperCase()).join(':');

useHouse({
  WEB_DIST: site,
  ALLOWED_ORIGINS: 'https://app.premierpas.example',
  S3_PUBLIC_ENDPOINT: 'https://media.premierpas.example/',
  ANDROID_CERTIFICATES: CERTIFICATE,
});
afterAll(() => rmSync(join(site, '..', '..'), { recursive: true }));

interface Raw {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A request whose path is sent exactly as written. */
async function raw(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Raw> {
  const { hostname, port } = new URL(theHouse().url);
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path, method, headers }, resolve).on('error', reject).end(body);
  });
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

const json = { 'content-type': 'application/json' };
const QUERY = '{"query":"{ legalVersions { terms } }"}';

describe('another site', () => {
  it.each(['/graphql', '/%67raphql', '/graph%71l', '/graphql?x=1'])('reads and asks nothing at %s', async (path) => {
    const refused = await raw('POST', path, { ...json, origin: 'https://evil.example' }, QUERY);
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    const preflight = await raw('OPTIONS', path, { origin: 'https://evil.example', 'access-control-request-method': 'POST' });
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is none when it hides its name', async () => {
    expect((await raw('POST', '/graphql', { ...json, origin: 'null' }, QUERY)).status).toBe(403);
  });

  it('may ask when the configuration names it, and the answer is kept for nobody else', async () => {
    const { status, headers } = await raw('POST', '/graphql', { ...json, origin: 'https://app.premierpas.example' }, QUERY);
    expect([status, headers['access-control-allow-origin'], headers.vary, headers['cache-control']]).toEqual([
      200,
      'https://app.premierpas.example',
      'origin',
      'no-store',
    ]);
  });
});

describe('the app, whose pages come from the phone', () => {
  const app = { origin: 'https://localhost' };

  it('may ask, with its token and what it is, and fetch photos', async () => {
    expect((await raw('POST', '/graphql', { ...json, ...app }, QUERY)).headers['access-control-allow-origin']).toBe('https://localhost');
    for (const path of ['/graphql', '/media/0197c4c5-3a56-7000-8000-5a3d6d4c1b2a/small']) {
      const { status, headers } = await raw('OPTIONS', path, { ...app, 'access-control-request-method': 'GET' });
      expect([path, status, headers['access-control-allow-origin']]).toEqual([path, 204, 'https://localhost']);
      expect(headers['access-control-allow-headers']).toBe('authorization, content-type, x-client, x-device');
    }
  });

  it.each(['http://localhost', 'https://localhost:8443', 'https://localhost.evil.example', 'capacitor://localhost'])(
    'is not whoever calls itself %s',
    async (origin) => {
      expect((await raw('POST', '/graphql', { ...json, origin }, QUERY)).status).toBe(403);
      expect((await raw('GET', '/media/0197c4c5-3a56-7000-8000-5a3d6d4c1b2a/small', { origin })).status).toBe(403);
    },
  );

  it('opens our links when it is signed with a key of the configuration', async () => {
    const { status, headers, body } = await raw('GET', '/.well-known/assetlinks.json');
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(JSON.parse(body)).toEqual([
      {
        relation: ['delegate_permission/common.handle_all_urls'],
        target: { namespace: 'android_app', package_name: 'example.premierpas.app', sha256_cert_fingerprints: [CERTIFICATE] },
      },
    ]);
  });
});

describe('a page of ours', () => {
  it('sends to us, by socket too, and to the store, and shows only what we serve', async () => {
    const policy = String((await raw('GET', '/')).headers['content-security-policy']);
    expect(policy).toContain(`connect-src 'self' ${theHouse().url.replace('http', 'ws')} https://media.premierpas.example;`);
    expect(policy.replace(/connect-src[^;]*/, '')).not.toContain('media.premierpas.example');
    expect(policy).toMatch(/^default-src 'self';/);
    // Nobody else's script, picture, font, frame or form; no script in the page, and none made of text.
    expect(policy.replace(/connect-src[^;]*/, '').match(/https?:|\*|unsafe-\w+/g)).toEqual(['unsafe-inline']);
    expect(policy).toContain("style-src 'self' 'unsafe-inline'");
    for (const closed of ["object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(closed);
  });
});

describe('the files of the site', () => {
  it('are asked for again, but those whose name follows from their content', async () => {
    expect((await raw('GET', '/')).headers['cache-control']).toBe('no-cache');
    expect((await raw('GET', '/index.html')).headers['cache-control']).toBe('no-cache');
    expect((await raw('GET', '/assets/app-1a2b3c.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('answer HEAD as they answer GET', async () => {
    for (const path of ['/', '/connexion', '/assets/app-1a2b3c.js', '/nothing.js']) {
      const accept = { accept: path.endsWith('.js') ? '*/*' : 'text/html' };
      const [head, get] = [await raw('HEAD', path, accept), await raw('GET', path, accept)];
      expect([path, head.status, head.headers['content-type'], head.body]).toEqual([path, get.status, get.headers['content-type'], '']);
    }
  });

  it.each([
    '/.vite/manifest.json',
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/%00',
    '/%',
  ])('do not include %s', async (path) => {
    const { status, body } = await raw('GET', path);
    expect([400, 403, 404]).toContain(status);
    expect(body).not.toMatch(/secret|main\.ts/);
  });

  it('an address that cannot be read is refused as everything is', async () => {
    expect(JSON.parse((await raw('GET', '/%')).body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
