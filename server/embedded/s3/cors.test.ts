import { BUCKET, startBench, type Answer, type Bench } from './test-bench.js';

const PAGE = 'https://premierpas.example';

let bench: Bench;
beforeAll(async () => (bench = await startBench()));
afterAll(() => bench.stop());

const refusal = ({ status, code }: Answer) => `${status} ${code}`;
const rule = (inside: string) => `<CORSConfiguration><CORSRule>${inside}</CORSRule></CORSConfiguration>`;
const allow = (inside: string) => bench.call(`PUT /${BUCKET}?cors`, { body: rule(inside) });
const RULE =
  `<AllowedOrigin>${PAGE}</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedMethod>POST</AllowedMethod>` +
  '<AllowedHeader>content-type</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>60</MaxAgeSeconds>';

const preflight = (origin = PAGE, method = 'PUT', headers = 'content-type', bucket = BUCKET) =>
  bench.raw(`OPTIONS /${bucket}/photo.jpg`, {
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
  });

describe('a page of another origin', () => {
  it('is let in by no bucket before a rule says so', async () => {
    expect(refusal(await preflight())).toBe('403 AccessForbidden');
    expect(refusal(await preflight(PAGE, 'PUT', '', 'no-such-bucket'))).toBe('403 AccessForbidden');
    expect(refusal(await bench.call(`GET /${BUCKET}?cors`))).toBe('404 NoSuchCORSConfiguration');
  });

  it('is let in by a rule, for what it names', async () => {
    expect((await allow(RULE)).status).toBe(200);
    const { status, headers } = await preflight(PAGE, 'PUT', 'Content-Type');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'PUT, POST',
      'access-control-allow-headers': 'content-type',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '60',
    });
    expect(headers.vary).toContain('Origin');
    for (const refused of [preflight('https://evil.example'), preflight(PAGE, 'DELETE'), preflight(PAGE, 'PUT', 'content-type, x-other')]) {
      expect(refusal(await refused)).toBe('403 AccessForbidden');
    }
    expect(refusal(await bench.raw(`OPTIONS /${BUCKET}/photo.jpg`))).toBe('400 InvalidRequest');
  });

  it('may read the answer, also when it is a refusal, and no other page may', async () => {
    const ask = async (origin: string) => (await bench.raw(`PUT /${BUCKET}/photo.jpg`, { headers: { origin }, body: 'x' })).headers;
    expect(await ask(PAGE)).toMatchObject({ 'access-control-allow-origin': PAGE, 'access-control-expose-headers': 'ETag' });
    expect(await ask('https://evil.example')).not.toHaveProperty('access-control-allow-origin');
    expect(await ask(`${PAGE}.evil.example`)).not.toHaveProperty('access-control-allow-origin');
  });

  it('is let in after a restart too, by the rule that is told', async () => {
    await bench.restart();
    expect((await preflight()).status).toBe(200);
    expect((await bench.call(`GET /${BUCKET}?cors`)).text).toContain(`<AllowedOrigin>${PAGE}</AllowedOrigin>`);
  });

  it('is let in by a pattern', async () => {
    await allow(
      '<AllowedOrigin>https://*.premierpas.example</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-*</AllowedHeader>',
    );
    expect((await preflight('https://www.premierpas.example', 'PUT', 'x-a, x-b')).status).toBe(200);
    for (const origin of ['https://premierpas.example', 'https://evil.example', 'http://www.premierpas.example']) {
      expect((await preflight(origin, 'PUT', '')).status).toBe(403);
    }
    await allow('<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>');
    expect((await preflight('https://anybody.example', 'GET', '')).headers).toMatchObject({ 'access-control-allow-origin': '*' });
  });

  it.each<[string, string, string]>([
    ['without an origin', '400 MalformedXML', '<AllowedMethod>PUT</AllowedMethod>'],
    ['without a method', '400 MalformedXML', '<AllowedOrigin>*</AllowedOrigin>'],
    ['for a method that is none', '400 InvalidRequest', '<AllowedOrigin>*</AllowedOrigin><AllowedMethod>OPTIONS</AllowedMethod>'],
    ['with two wildcards', '400 InvalidRequest', '<AllowedOrigin>https://*.*</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>'],
  ])('has no rule %s', async (_what, expected, inside) => {
    await allow(RULE);
    expect(refusal(await allow(inside))).toBe(expected);
    expect((await preflight()).status).toBe(200);
  });
});
