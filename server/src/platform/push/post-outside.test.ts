import { listen, type Listening } from '../../../test/push/listening.js';
import { postOutside } from './post-outside.js';

let inside: Listening;
let asked = 0;
const words: Record<string, string | Buffer> = { '/long': Buffer.alloc(1_000_000) };

beforeAll(async () => {
  inside = await listen((request, _body, response) => {
    asked += 1;
    if (request.url === '/elsewhere') return response.writeHead(307, { location: '/' }).end();
    return response.writeHead(201, { 'retry-after': '7' }).end(words[request.url ?? '']);
  });
});
afterAll(() => inside.stop());
beforeEach(() => (asked = 0));

const post = (url: string, trusted?: string) => postOutside(new URL(url), { 'content-length': 2 }, Buffer.from('oh'), trusted);

it('a name that leads to ourselves is not asked, unless it is the one that was configured', async () => {
  const url = inside.url.replace('127.0.0.1', 'localhost');
  await expect(post(url)).rejects.toThrow('not an address of the public internet');
  await expect(post(url, 'http://localhost:1')).rejects.toThrow('not an address of the public internet');
  expect(asked).toBe(0);
  expect(await post(url, new URL(url).origin)).toEqual({ status: 201, retryAfter: '7' });
});

it('nothing is followed, and an answer that does not end is cut off', async () => {
  expect(await post(`${inside.url}/elsewhere`, inside.url)).toMatchObject({ status: 307 });
  expect(await post(`${inside.url}/long`, inside.url)).toMatchObject({ status: 201 });
  expect(asked).toBe(2);
});
