import { send, socket } from '../../../test/client.js';
import { useHouse } from '../../../test/harness.js';
import { LogLines } from '../../../test/log-lines.js';

const log = new LogLines();
useHouse({ LOG_LEVEL: 'debug' }, { log });
beforeEach(() => void log.take());

const lines = () => log.take().filter(({ msg }) => msg === 'operation');
const A_LINE = { operation: 'other', ms: expect.any(Number) as number, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string };

it.each([
  ['is answered', 'query MyOwnName { legalVersions { terms } }', undefined],
  ['is refused', 'query MyOwnName { me { id } }', ['UNAUTHENTICATED']],
])('what a stranger asks and %s has its line at debug, over HTTP as on a socket, under no name of theirs', async (_how, query, codes) => {
  await send(query);
  const client = socket();
  await client.iterate({ query }).next();
  await client.dispose();
  const said = lines();
  expect(said).toMatchObject([A_LINE, A_LINE]);
  expect(said.map((line) => line.codes)).toEqual([codes, codes]);
  expect(JSON.stringify(said)).not.toContain('MyOwnName');
});
