import { newId } from '../platform/ids.js';
import { as, type Answer } from '../../test/client.js';
import { useHouse } from '../../test/harness.js';
import { aSubscribedWoman } from '../../test/people.js';
import { BLOCK, REOPEN, STEP } from '../../test/talking.js';

useHouse();

const codeOf = ({ errors }: Answer<object>): string => errors?.[0]?.extensions.code ?? 'OK';
const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

test.each([
  ['first steps', STEP, () => ({ input: { manId: newId(), clientId: newId() } })],
  ['blocks', BLOCK, () => ({ id: newId() })],
  ['reopenings', REOPEN, () => ({ id: newId() })],
])('%s are limited to 60 an hour, whether they find anybody or not', async (_name, mutation, variables) => {
  const [lea, anne] = [await aSubscribedWoman(), await aSubscribedWoman()];
  const codes = (await Promise.all(times(61, () => as(lea).send(mutation, variables())))).map(codeOf);
  expect(codes.filter((code) => code === 'NOT_FOUND')).toHaveLength(60);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(1);
  expect(codeOf(await as(anne).send(mutation, variables()))).toBe('NOT_FOUND');
});
