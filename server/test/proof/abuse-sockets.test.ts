import WebSocket from 'ws';
import { ask } from '../client.js';
import { theHouse, useHouse } from '../harness.js';
import { LogLines } from '../log-lines.js';
import { aMan, aSubscribedWoman } from '../people.js';
import { codeOf, Wire, type Frame } from '../wire.js';
import { documents } from './abusive-documents.js';

const log = new LogLines();

describe('over a socket', () => {
  useHouse({ LOG_LEVEL: 'info' }, { log });
  beforeEach(() => void log.take());

  afterEach(async () => {
    expect(log.take().length).toBeLessThanOrEqual(1);
    expect(await ask('{ legalVersions { terms } }')).toBeTruthy();
  });

  it.each(documents)('a document %s is refused, and told why', async (_name, query) => {
    const wire = await Wire.open();
    wire.send({ type: 'subscribe', id: '1', payload: { query } });
    const frame = await wire.next();
    expect('closed' in frame ? 'BAD_USER_INPUT' : codeOf(frame)).toBe('BAD_USER_INPUT');
    expect('closed' in frame ? frame.closed : 4400).toBe(4400);
    wire.close();
  });

  it('a hash nobody knows is refused', async () => {
    const wire = await Wire.open();
    wire.send({
      type: 'subscribe',
      id: '1',
      payload: { query: '', extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } },
    });
    expect(codeOf(await wire.next())).toBe('BAD_USER_INPUT');
    wire.close();
  });

  it.each([
    ['malformed JSON', '{"type":'],
    ['an unknown kind', '{"type":"shutdown"}'],
    ['a batch', '[{"type":"ping"}]'],
    ['null', 'null'],
    ['an operation without a name', '{"type":"subscribe","payload":{"query":"{ legalVersions { terms } }"}}'],
    ['a payload that is a text', '{"type":"subscribe","id":"1","payload":"{ legalVersions { terms } }"}'],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00])],
  ])('a message that is %s closes the socket', async (_name, frame) => {
    const wire = await Wire.open();
    wire.send(frame);
    expect(await wire.next()).toEqual({ closed: 4400 });
  });

  it('a message of 5 MB closes the socket', async () => {
    const wire = await Wire.open();
    wire.send({ type: 'subscribe', id: '1', payload: { query: 'x'.repeat(5_000_000) } });
    expect(await wire.next()).toEqual({ closed: 1009 });
  });

  it('nothing is answered before the greeting', async () => {
    const wire = await Wire.open({ init: false });
    wire.send({ type: 'subscribe', id: '1', payload: { query: '{ legalVersions { terms } }' } });
    expect(await wire.next()).toEqual({ closed: 4401 });
  });

  it('greeting twice, or the same operation twice, closes the socket', async () => {
    const twice = await Wire.open();
    twice.send({ type: 'connection_init' });
    expect(await twice.next()).toEqual({ closed: 4429 });
    const hugo = await aMan();
    const same = await Wire.open({ accessToken: hugo.accessToken });
    const inbox = { type: 'subscribe', id: '1', payload: { query: 'subscription { inbox(after: 0) { number } }' } };
    same.send(inbox);
    same.send(inbox);
    expect(await same.next()).toEqual({ closed: 4409 });
  });

  it('a language we do not speak is refused', async () => {
    const socket = new WebSocket(`${theHouse().url.replace('http', 'ws')}/graphql`, 'soap');
    const end = await new Promise((resolve) => socket.once('error', (err) => resolve(err.message)).once('message', resolve));
    expect(end).toBe('Server sent no subprotocol');
  });

  it('a page of another site gets no socket', async () => {
    const socket = new WebSocket(`${theHouse().url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      origin: 'https://evil.example',
    });
    const status = await new Promise((resolve) =>
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode)).once('open', () => resolve('open')),
    );
    expect(status).toBe(401);
    socket.on('error', () => undefined).terminate();
  });

  it('a token that is none closes the socket', async () => {
    const wire = await Wire.open({ init: false });
    wire.send({ type: 'connection_init', payload: { accessToken: 'x.y.z' } });
    expect(await wire.next()).toEqual({ closed: 4401 });
  });

  it('one socket cannot hold a hundred operations', async () => {
    const lea = await aSubscribedWoman();
    const wire = await Wire.open({ accessToken: lea.accessToken });
    for (let n = 0; n < 100; n += 1)
      wire.send({ type: 'subscribe', id: String(n), payload: { query: 'subscription { inbox(after: 0) { number } }' } });
    const refused: Frame[] = [];
    while (refused.length < 40) refused.push(await wire.next());
    expect(new Set(refused.map(codeOf))).toEqual(new Set(['RATE_LIMITED']));
    wire.close();
  });
});
