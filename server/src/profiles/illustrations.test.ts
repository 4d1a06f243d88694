import { fastify, type FastifyInstance } from 'fastify';
import { illustrationRoutes } from './illustrations.routes.js';
import { illustrationKeys, isIllustration, renderIllustration } from './illustrations.js';

const everyKey = [...illustrationKeys('MAN'), ...illustrationKeys('WOMAN')];

describe('illustrated portraits', () => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = fastify();
    await app.register(illustrationRoutes);
  });
  afterAll(() => app.close());

  it('offers at least seventy men and forty women, no two alike', () => {
    expect(illustrationKeys('MAN').length).toBeGreaterThanOrEqual(70);
    expect(illustrationKeys('WOMAN').length).toBeGreaterThanOrEqual(40);
    expect(new Set(everyKey.map(renderIllustration)).size).toBe(everyKey.length);
  });

  it('draws in 4:5, without background, script, link or text', () => {
    for (const key of everyKey) {
      const svg = renderIllustration(key);
      expect(svg).toMatch(/^<svg [^>]*viewBox="174 -1 1396 1745" width="400" height="500"/);
      expect(svg).not.toMatch(/<script|<text|<image|<foreignObject|href=|metadata| on\w+=/i);
    }
  });

  it('keeps men’s portraits for men and women’s for women', () => {
    expect(isIllustration('h01', 'MAN')).toBe(true);
    expect(isIllustration('h01', 'WOMAN')).toBe(false);
    expect(isIllustration('f01', 'WOMAN')).toBe(true);
    expect(isIllustration('toString')).toBe(false);
  });

  it('serves a portrait to anyone, for good, as an inert picture', async () => {
    const answer = await app.inject('/illustrations/h01.svg');
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe(renderIllustration('h01'));
    expect(answer.headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
  });

  it.each(['h99', '__proto__', '..%2f..%2fpackage', 'h01.svg'])('knows no portrait called %s', async (key) => {
    expect((await app.inject(`/illustrations/${key}.svg`)).statusCode).toBe(404);
  });
});
