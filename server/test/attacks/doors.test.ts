import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { getOperationAST, Kind, parse } from 'graphql';
import { LEGAL_VERSIONS } from '../../src/accounts/index.js';
import { readRights } from '../../src/platform/graphql/guards.js';
import { PROJECT_ROOT } from '../../src/platform/project-root.js';
import { newId } from '../../src/platform/ids.js';
import { send, sendTrusted } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { aPerson, PASSWORD } from '../people.js';

const site = mkdtempSync(join(tmpdir(), 'site-'));
mkdirSync(join(site, 'assets'));
writeFileSync(join(site, 'index.html'), '<title>Premier Pas</title>');
writeFileSync(join(site, 'assets', 'app-1a2b3c.js'), 'export {};');

/** As in production: over https, with the site. The playground has a policy of its own, and a test of it. */
useHouse({ PUBLIC_URL: 'https://premierpas.example', WEB_DIST: site, PLAYGROUND: 'false' });
afterAll(() => rmSync(site, { recursive: true }));

type Headers = Record<string, string | string[] | undefined>;

interface Raw {
  status: number;
  headers: Headers;
  body: string;
}

/** A request whose path and method are sent exactly as written. */
async function raw(method: string, path: string, headers: Record<string, string> = {}, body?: string | Buffer): Promise<Raw> {
  const { hostname, port } = new URL(theHouse().url);
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    request({ hostname, port, path, method, headers }, resolve).on('error', reject).end(body);
  });
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

const json = { 'content-type': 'application/json' };
const html = { accept: 'text/html' };
const PUBLIC = '{"query":"{ legalVersions { terms } }"}';
const trusted = (hash: string): string => JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

/** One request for every way out of the house, with the status it ends in. */
const DOORS: [string, string, number, Record<string, string>?, (string | Buffer)?][] = [
  ['GET', '/', 200, html],
  ['GET', '/connexion', 200, html],
  ['GET', '/assets/app-1a2b3c.js', 200],
  ['GET', '/assets/gone.js', 404],
  ['POST', '/', 404],
  ['DELETE', '/connexion', 404, html],
  ['GET', '/graphql', 405],
  ['POST', '/graphql', 200, json, PUBLIC],
  ['POST', '/graphql', 400, json, '{'],
  ['POST', '/graphql', 400, json, trusted('0'.repeat(64))],
  ['POST', '/graphql', 400, json, '{"query":"{ nothing }"}'],
  ['POST', '/graphql', 415, { 'content-type': 'text/xml' }, '<a/>'],
  ['POST', '/graphql', 413, json, 'x'.repeat(70_000)],
  ['POST', '/graphql', 403, { ...json, origin: 'https://evil.example' }, PUBLIC],
  ['OPTIONS', '/graphql', 204, { origin: 'https://premierpas.example', 'access-control-request-method': 'POST' }],
  ['GET', `/media/${newId()}/small`, 404],
  ['GET', `/media/exports/${newId()}`, 404],
  ['GET', '/illustrations/h01.svg', 200],
  ['GET', '/illustrations/zz.svg', 404],
  ['GET', '/.well-known/assetlinks.json', 200],
  ['GET', '/livez', 200],
  ['GET', '/readyz', 200],
  ['GET', '/playground', 404],
  ['POST', '/stripe/webhook', 400, json, '{}'],
  ['GET', '/stripe/webhook', 404],
];

describe('every way out', () => {
  it.each(DOORS)(
    '%s %s, ending in %i, is framed by nobody, taken for nothing else and tells nothing of what it is made of',
    async (...door) => {
      const [method, path, status, headers, body] = door;
      const answer = await raw(method, path, headers, body);
      expect(answer.status).toBe(status);
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).toMatch(/default-src '(self|none)'/);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline| \*|https:(?!\/\/)|http:(?!\/\/)/);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'strict-transport-security': expect.stringMatching(/^max-age=31536000/) as string,
        'permissions-policy': expect.stringContaining('geolocation=()') as string,
      });
      for (const name of ['server', 'x-powered-by', 'x-apollo-operation-name', 'via']) expect(answer.headers[name]).toBeUndefined();
      expect(answer.body).not.toMatch(/node_modules|\bat \S+:\d+:\d+|fastify|apollo|FST_ERR|postgres/i);
    },
  );

  it.each(DOORS.filter(([, path]) => !/^\/(graphql|media)/.test(path)))('%s %s is open to no page of another origin', async (...door) => {
    const [method, path, , headers, body] = door;
    const answer = await raw(method, path, { ...headers, origin: 'https://evil.example' }, body);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  it.each(['/%', '/%E0%A4%A', `/${'%'.repeat(300)}`])(
    'an address that cannot be read, as %s, leads to no page of anybody',
    async (path) => {
      const { status, headers, body } = await raw('GET', path, { origin: 'https://evil.example' });
      expect([
        status,
        headers['content-security-policy'],
        headers['x-content-type-options'],
        headers['access-control-allow-origin'],
      ]).toEqual([400, "default-src 'none'; frame-ancestors 'none'", 'nosniff', undefined]);
      expect(body).not.toContain('%');
    },
  );

  it('a page runs scripts of ours alone, and sends forms and frames nowhere', async () => {
    const policy = String((await raw('GET', '/', html)).headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('script-src');
  });

  it('no cookie travels in clear', async () => {
    const lea = await aPerson('WOMAN');
    const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
    const { headers } = await send(SIGN_IN, { input: { email: lea.email, password: PASSWORD } });
    expect(headers.getSetCookie()).toHaveLength(3);
    for (const cookie of headers.getSetCookie()) expect(cookie).toContain('; Secure;');
  });
});

describe('what others leave lying about', () => {
  it.each([
    '/metrics',
    '/admin',
    '/debug',
    '/graphiql',
    '/api',
    '/api-docs',
    '/.env',
    '/.git/config',
    '/package.json',
    '/schema.graphql',
    '/server/src/main.ts',
    '/assets/app-1a2b3c.js.map',
    '/actuator/health',
    '/media/',
    '/originals/',
    '/minio/health/live',
  ])('%s is not here', async (path) => {
    const { status, body } = await raw('GET', path);
    expect([status, body]).toEqual([404, '{"error":"Not found"}']);
  });

  it.each(['TRACE', 'PROPFIND', 'LINK', 'PURGE'])('%s is answered by nobody', async (method) => {
    const { status, body } = await raw(method, '/graphql', { cookie: 'pp_refresh=mine' });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).not.toContain('mine');
  });

  it('who we are is said by the configuration, not by whoever asks', async () => {
    const lea = await aPerson('WOMAN');
    const forged = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example',
    };
    const query = `mutation { requestPasswordReset(email: "${lea.email}") { resetId } }`;
    expect((await raw('POST', '/graphql', { ...json, ...forged }, JSON.stringify({ query }))).status).toBe(200);
    const up = `mutation { signUp(input: { role: MAN, email: "${lea.email}", password: "${PASSWORD}", birthDate: "1990-01-01", termsVersion: "${LEGAL_VERSIONS.terms}", privacyVersion: "${LEGAL_VERSIONS.privacy}" }) { signUpId } }`;
    expect((await raw('POST', '/graphql', { ...json, ...forged }, JSON.stringify({ query: up }))).status).toBe(200);
    await theHouse().app.jobs.drain();
    const mails = theHouse().mailbox.messages(lea.email);
    expect(mails).toHaveLength(2);
    expect(JSON.stringify(mails)).not.toContain('evil');
    expect(JSON.stringify(mails)).toContain('https://premierpas.example/');
    const { headers, body } = await raw('GET', '/connexion', { ...html, ...forged });
    expect(JSON.stringify(headers) + body).not.toContain('evil');
  });
});

describe('the documents of every released version', () => {
  const folder = join(PROJECT_ROOT, 'web/documents');
  const released = readdirSync(folder).filter((file) => file.endsWith('.json'));

  it.each(released)('%s gives a stranger nothing that the schema of today does not make public', async (file) => {
    const { schema } = theHouse().app;
    const documents = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>;
    const codes = new Map<string, number>();
    for (const [hash, source] of Object.entries(documents)) {
      if (source.includes('subscription ')) continue;
      const { errors } = await sendTrusted(hash);
      const code = errors?.[0]?.extensions.code ?? 'ok';
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (code !== 'ok') continue;
      const roots = { ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() };
      for (const field of getOperationAST(parse(source))?.selectionSet.selections ?? []) {
        if (field.kind !== Kind.FIELD || field.name.value === '__typename') continue;
        expect([field.name.value, readRights(schema, roots[field.name.value] ?? {}).isPublic]).toEqual([field.name.value, true]);
      }
    }
    expect([...codes.keys()].sort()).toEqual(['BAD_USER_INPUT', 'UNAUTHENTICATED', 'ok']);
  });
});
