import { jest } from '@jest/globals';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError, NetworkError } from '../api';
import type { UploadFragment } from '../graphql/generated/graphql';
import { createUploader, Refused, type Uploader, type UploaderParts, type UploadItem } from './uploader';

/** A store that takes whole bodies, and answers as it is told. */
interface Store {
  url: string;
  got: { method: string; path: string; body: Buffer }[];
  /** What it answers next; 200 when nothing is left. `cut`: the line goes dead. */
  answers: (number | 'cut' | Promise<number>)[];
  end(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function aStore(): Promise<Store> {
  const got: Store['got'] = [];
  const answers: Store['answers'] = [];
  const server: Server = createServer((request, response) => {
    void (async () => {
      response.setHeader('access-control-allow-origin', '*').setHeader('access-control-allow-methods', 'POST, PUT');
      if (request.method === 'OPTIONS') return response.writeHead(204).end();
      const answer = answers.shift() ?? 200;
      if (answer === 'cut') return request.socket.destroy();
      const body = await bodyOf(request).catch(() => null);
      if (!body) return;
      got.push({ method: request.method ?? '', path: request.url ?? '', body });
      return response.writeHead(await answer).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got,
    answers,
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const refusal = (code: string) => new ApiError([{ message: code, extensions: { code } }]);
const aPhoto = (name = 'a.jpg', size = 2_000) => new File([new Uint8Array(size)], name, { type: 'image/jpeg' });

let store: Store;
let asked: string[];
let kept: string[];
let uploader: Uploader;
let parts: UploaderParts;
/** Thrown by the next calls of this name, one each. */
let failures: Record<string, Error[]>;

function upload(id: string): UploadFragment {
  const media = {
    __typename: 'MyMedia',
    id,
    kind: 'PHOTO',
    status: 'UPLOADING',
    refusal: null,
    progress: 0,
    alt: '',
    caption: '',
    shown: null,
  };
  return { media, parts: null, form: { url: `${store.url}/${id}`, fields: [{ name: 'key', value: `originals/${id}` }] } } as UploadFragment;
}
function act(name: string, what: string): void {
  asked.push(`${name} ${what}`);
  const failure = failures[name]?.shift();
  if (failure) throw failure;
}

beforeEach(async () => {
  store = await aStore();
  asked = [];
  kept = [];
  failures = {};
  let count = 0;
  Object.assign(URL, { createObjectURL: () => 'blob:picture', revokeObjectURL: () => undefined });
  parts = {
    create: async ({ contentType, size }) => {
      act('create', `${contentType} ${size}`);
      return upload(`m${++count}`);
    },
    resume: async (id) => {
      act('resume', id);
      return upload(id);
    },
    complete: async (id) => act('complete', id),
    remove: async (id) => act('remove', id),
    prepare: (file) => Promise.resolve(file),
    keep: (id) => void kept.push(id),
  };
  uploader = createUploader({ ...parts, create: (input) => parts.create(input) });
});
afterEach(async () => {
  jest.restoreAllMocks();
  uploader.stop();
  await store.end();
});

const states = () => uploader.items.value.map(({ state }) => state);

/** Looks at the items whenever the loop comes round, until they are as wanted. */
async function until(wanted: (items: readonly UploadItem[]) => boolean): Promise<void> {
  const last = Date.now() + 10_000;
  while (!wanted(uploader.items.value)) {
    if (Date.now() > last) throw new Error(`Still ${JSON.stringify(uploader.items.value)}, having asked ${asked.join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const all = (state: UploadItem['state']) => (items: readonly UploadItem[]) => items.every((item) => item.state === state);

it('brings the fields in order and then the file, and says that it is there', async () => {
  uploader.add([aPhoto()], 'PHOTO');
  await until(all('sent'));
  expect([asked, kept]).toEqual([['create image/jpeg 2000', 'complete m1'], ['m1']]);
  const [sent] = store.got;
  const text = sent?.body.toString('latin1') ?? '';
  expect([sent?.method, sent?.path]).toEqual(['POST', '/m1']);
  expect(text.indexOf('name="key"')).toBeLessThan(text.indexOf('name="file"'));
  expect(uploader.items.value).toMatchObject([{ mediaId: 'm1', progress: 1 }]);
});

it('gives places in the order of choosing, whatever is ready first', async () => {
  let ready: () => void = () => undefined;
  parts.prepare = (file) => (file.name === 'slow.jpg' ? new Promise((resolve) => (ready = () => resolve(file))) : Promise.resolve(file));
  uploader = createUploader(parts);
  uploader.add([aPhoto('slow.jpg', 1), aPhoto('fast.jpg', 2), aPhoto('last.jpg', 3)], 'PHOTO');
  expect(states()).toEqual(['sending', 'sending', 'waiting']);
  await new Promise((resolve) => setTimeout(resolve));
  ready();
  await until(all('sent'));
  expect(asked.filter((each) => each.startsWith('create'))).toEqual([1, 2, 3].map((size) => `create image/jpeg ${size}`));
});

it('takes up again what a lost line cut off, at once when asked', async () => {
  // The browser of the tests says so itself.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  store.answers.push('cut');
  uploader.add([aPhoto()], 'PHOTO');
  await until(all('lost'));
  uploader.retry(uploader.items.value[0]?.key ?? '');
  await until(all('sent'));
  expect(asked).toEqual(['create image/jpeg 2000', 'resume m1', 'complete m1']);
});

it('does not send again what is there when only the last word was lost', async () => {
  failures['complete'] = [new NetworkError()];
  uploader.add([aPhoto()], 'PHOTO');
  await until(all('lost'));
  uploader.retry(uploader.items.value[0]?.key ?? '');
  await until(all('sent'));
  expect(store.got).toHaveLength(1);
  expect(asked).toEqual(['create image/jpeg 2000', 'complete m1', 'complete m1']);
});

it('sends again what the store has lost, and completes what it turns out to have', async () => {
  failures['complete'] = [refusal('CONFLICT')];
  failures['resume'] = [refusal('CONFLICT')];
  uploader.add([aPhoto()], 'PHOTO');
  await until(all('lost'));
  uploader.retry(uploader.items.value[0]?.key ?? '');
  await until(all('sent'));
  expect(asked).toEqual(['create image/jpeg 2000', 'complete m1', 'resume m1', 'complete m1']);
});

it('stops at what another try would not change, and says why', async () => {
  failures['create'] = [refusal('CONFLICT'), refusal('RATE_LIMITED')];
  const gif = new File(['GIF89a'], 'a.gif', { type: 'image/gif' });
  const heic = new File(['heic'], 'IMG_1.HEIC', { type: '' });
  const empty = new File([], 'nothing.png', { type: 'image/png' });
  const heavy = aPhoto('heavy.jpg', 21 * 1_024 * 1_024);
  uploader.add([aPhoto(), aPhoto(), gif, heic, empty, heavy], 'PHOTO');
  await until(all('refused'));
  expect(uploader.items.value.map(({ problem }) => problem)).toEqual([
    'media.refusal.FULL',
    'errors.RATE_LIMITED',
    'media.refusal.WRONG_TYPE_PHOTO',
    'media.refusal.HEIC',
    'media.refusal.EMPTY',
    'media.refusal.HEAVY_PHOTO',
  ]);
  expect(store.got).toEqual([]);
});

it('gives up an upload that is cancelled, even before it has a place', async () => {
  let answer: (status: number) => void = () => undefined;
  store.answers.push(new Promise((resolve) => (answer = resolve)));
  uploader.add([aPhoto()], 'PHOTO');
  await until(([item]) => item?.mediaId === 'm1');
  uploader.cancel(uploader.items.value[0]?.key ?? '');
  expect(uploader.items.value).toEqual([]);
  expect(asked).toContain('remove m1');
  answer(200);

  const { create } = parts;
  let given: () => void = () => undefined;
  parts.create = async (input) => {
    const made = await create(input);
    await new Promise<void>((resolve) => (given = resolve));
    return made;
  };
  uploader.add([aPhoto('next.jpg', 2)], 'PHOTO');
  await until(() => asked.includes('create image/jpeg 2'));
  uploader.cancel(uploader.items.value[0]?.key ?? '');
  parts.create = create;
  uploader.add([aPhoto('last.jpg', 3)], 'PHOTO');
  given();
  await until(all('sent'));
  expect(asked).toContain('remove m2');
  expect(asked.filter((each) => each.startsWith('complete'))).toEqual(['complete m3']);
});

it('sends of a film only the parts that are missing, and none twice after a pause', async () => {
  const film = new File([new Uint8Array(10)], 'a.mp4', { type: 'video/mp4' });
  const there = new Set([2]);
  const filmUpload = (): UploadFragment => ({
    ...upload('f1'),
    form: null,
    parts: [0, 1, 2, 3].map((index) => ({
      __typename: 'FilmPart',
      number: index + 1,
      start: index * 3,
      end: Math.min(10, index * 3 + 3),
      done: there.has(index + 1),
      url: `${store.url}/part${index + 1}`,
    })),
  });
  parts.create = async () => filmUpload();
  parts.resume = async () => filmUpload();
  uploader = createUploader(parts);
  let answer: (status: number) => void = () => undefined;
  store.answers.push(new Promise((resolve) => (answer = resolve)), new Promise(() => undefined));
  uploader.add([film], 'VIDEO');
  await until(() => store.got.length === 2);
  const { key } = uploader.items.value[0] ?? { key: '' };
  uploader.pause(key);
  answer(200);
  there.add(1).add(3);
  expect(states()).toEqual(['paused']);
  uploader.retry(key);
  await until(all('sent'));
  expect(store.got.map(({ method, path, body }) => `${method} ${path} ${body.length}`).sort()).toEqual([
    'PUT /part1 3',
    'PUT /part3 3',
    'PUT /part4 1',
  ]);
  expect(uploader.items.value[0]?.progress).toBe(1);
});

it('goes on with what another page began, once, with the file as it was', async () => {
  parts.prepare = () => Promise.reject(new Error('It was made ready before.'));
  uploader = createUploader(parts);
  uploader.takeUp('m7', aPhoto(), 'PHOTO');
  uploader.takeUp('m7', aPhoto(), 'PHOTO');
  expect(uploader.items.value).toHaveLength(1);
  await until(all('sent'));
  expect([asked, kept]).toEqual([['resume m7', 'complete m7'], []]);
});

it('refuses at once what is known to be too long, and leaves no place behind', async () => {
  parts.prepare = () => Promise.reject(new Refused('media.refusal.TOO_LONG'));
  uploader = createUploader(parts);
  uploader.add([new File(['film'], 'a.mp4', { type: 'video/mp4' })], 'VIDEO');
  await until(all('refused'));
  expect([uploader.items.value[0]?.problem, asked]).toEqual(['media.refusal.TOO_LONG', []]);
});
