import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aWoman, type Person } from '../../test/people.js';

useHouse();

const SET = 'mutation ($words: [String!]!) { setHiddenWords(input: { words: $words }) }';
const MINE = '{ me { hiddenWords } }';
const set = async (woman: Person, words: string[]): Promise<unknown> =>
  (await as(woman).ask<{ setHiddenWords: string[] }>(SET, { words })).setHiddenWords;

describe('words she does not want to read', () => {
  it('are kept as she wrote them, in her order, each once', async () => {
    const lea = await aWoman();
    expect(await set(lea, [' Ma  belle ', 'SALOPE', '🍆', 'salope', 'ma belle'])).toEqual(['Ma belle', 'SALOPE', '🍆']);
    expect(await as(lea).ask(MINE)).toEqual({ me: { hiddenWords: ['Ma belle', 'SALOPE', '🍆'] } });
    expect(await set(lea, [])).toEqual([]);
    expect(await as(lea).ask(MINE)).toEqual({ me: { hiddenWords: [] } });
  });

  it('are fifty at most, of forty characters, none empty', async () => {
    const lea = await aWoman();
    const fifty = Array.from({ length: 50 }, (_, n) => `mot ${n}`);
    expect(await set(lea, fifty)).toEqual(fifty);
    for (const words of [[...fifty, 'de trop'], ['x'.repeat(41)], ['  '], ['deux\nlignes']])
      expect(await as(lea).refusal(SET, { words })).toBe('BAD_USER_INPUT');
    expect(await as(lea).ask(MINE)).toEqual({ me: { hiddenWords: fifty } });
  });

  it('are hers: nobody else reads them, and he has none', async () => {
    const [lea, hugo] = [await aWoman(), await aMan()];
    await set(lea, ['mon ange']);
    expect(await as(hugo).refusal(SET, { words: ['mon ange'] })).toBe('FORBIDDEN');
    expect(await as(hugo).ask(MINE)).toEqual({ me: { hiddenWords: [] } });
  });

  it('are in the copy of her data, and go with her', async () => {
    const lea = await aWoman();
    await set(lea, ['mon ange']);
    const { personalData } = theHouse().app.moderation;
    expect(await personalData.gather(lea.id)).toMatchObject({ hiddenWords: ['mon ange'] });
    await theHouse().app.db.transaction((tx) => personalData.erase(tx, lea.id));
    expect(await personalData.gather(lea.id)).toMatchObject({ hiddenWords: [] });
  });
});
