import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { playgroundRoutes } from './playground.js';

let app: FastifyInstance;
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'playground-'));
  app = fastify();
});
afterEach(async () => {
  await app.close();
  rmSync(root, { recursive: true });
});

async function serve(): Promise<FastifyInstance> {
  await playgroundRoutes(app, root, 'https://premierpas.example');
  return app;
}

describe('the playground', () => {
  it('is served under a policy of its own: no script but ours, none evaluated, no other host', async () => {
    writeFileSync(join(root, 'index.html'), '<title>API</title>');
    const { statusCode, headers, body } = await (await serve()).inject('/playground/');
    expect([statusCode, body]).toEqual([200, '<title>API</title>']);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; worker-src 'self';");
    expect(policy).toContain("connect-src 'self' wss://premierpas.example");
    expect(policy).not.toMatch(/unsafe-eval|https:|\*/);
  });

  it('answers without the last slash too', async () => {
    writeFileSync(join(root, 'index.html'), '');
    const { statusCode, headers } = await (await serve()).inject('/playground');
    expect([statusCode, headers.location]).toEqual([302, '/playground/']);
  });

  it('lets browsers keep what is named by its content, and nothing else', async () => {
    mkdirSync(join(root, 'assets'));
    writeFileSync(join(root, 'index.html'), '');
    writeFileSync(join(root, 'assets/index-abc.js'), '');
    await serve();
    expect((await app.inject('/playground/assets/index-abc.js')).headers['cache-control']).toContain('immutable');
    expect((await app.inject('/playground/')).headers['cache-control']).toBe('no-cache');
  });

  it('says how to build it when it is not there', async () => {
    const { statusCode, body } = await (await serve()).inject('/playground');
    expect(statusCode).toBe(404);
    expect(body).toContain('npm run build:playground');
  });
});
