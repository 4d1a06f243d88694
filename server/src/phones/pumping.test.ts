import { as } from '../../test/client.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { aMan, signedInAgain } from '../../test/people.js';
import { askCode, aNumber, REQUEST } from '../../test/phoning.js';
import { clock, days } from '../platform/clock.js';

useHouse({ SMS_DAILY_MAX: '4' });

const ask = (person: Awaited<ReturnType<typeof aMan>>, country: string, number: string) =>
  as(person).send(REQUEST, { input: { country, number } });

it('sends so many SMS a day to a country and no more, says when there are some again, and counts each country for itself', async () => {
  const men = [];
  for (let n = 0; n < 9; n += 1) men.push(await aMan());
  const answers = await Promise.all(men.slice(0, 8).map((man) => ask(man, 'FR', aNumber())));
  const refused = answers.flatMap(({ errors }) => errors ?? []);
  expect(refused.map(({ extensions }) => extensions.code)).toEqual(Array.from({ length: 4 }, () => 'RATE_LIMITED'));
  expect(refused[0]?.extensions['retryAfter']).toBeGreaterThan(days(1) / 1_000 - 60);
  await drain();
  expect(theHouse().mailbox.messages()).toHaveLength(4);

  expect((await ask(men[8]!, 'BE', '0470 12 34 56')).errors).toBeUndefined();
  clock.travel(days(1));
  expect(await askCode(await signedInAgain(men[8]!), aNumber())).toEqual(expect.any(String));
});
