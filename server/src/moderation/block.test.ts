import { randomUUID } from 'node:crypto';
import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aSubscribedWoman, aWoman, signedInAgain } from '../../test/people.js';
import { BLOCK, CLOSE, step } from '../../test/talking.js';
import { clock, days } from '../platform/clock.js';

useHouse();

describe('blocking', () => {
  it('makes both vanish for each other at once, and closes the conversation for both', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    const id = (await step(lea, hugo)).conversation.id;
    await as(lea).ask(BLOCK, { id: hugo.id });
    expect(await as(lea).refusal('query ($id: ID!) { man(id: $id) { id } }', { id: hugo.id })).toBe('NOT_FOUND');
    expect(await as(hugo).refusal('query ($id: ID!) { woman(id: $id) { id } }', { id: lea.id })).toBe('NOT_FOUND');
    for (const person of [lea, hugo]) {
      expect(await as(person).ask('{ conversations { edges { node { id } } } }')).toEqual({ conversations: { edges: [] } });
      expect(await as(person).refusal('query ($id: ID!) { conversation(id: $id) { id } }', { id })).toBe('NOT_FOUND');
    }
  });

  it('holds for whoever blocks: a man may block a woman he talks with', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    await step(lea, hugo);
    expect(await as(hugo).ask(BLOCK, { id: lea.id })).toEqual({ block: true });
    expect(await as(lea).refusal('query ($id: ID!) { man(id: $id) { id } }', { id: hugo.id })).toBe('NOT_FOUND');
  });

  it('is the same once or forty times at once', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    await Promise.all(Array.from({ length: 40 }, () => as(lea).ask(BLOCK, { id: hugo.id })));
    expect(await as(lea).ask(BLOCK, { id: hugo.id })).toEqual({ block: true });
    const audited = await theHouse().app.db.query(`SELECT subject_id FROM audit_log WHERE kind = 'person.blocked' AND actor_id = $1`, [
      lea.id,
    ]);
    expect(audited).toEqual([{ subject_id: hugo.id }]);
  });

  it('answers alike for a woman a man never met and for nobody', async () => {
    const [lea, hugo] = [await aSubscribedWoman(), await aMan()];
    expect(await as(hugo).refusal(BLOCK, { id: lea.id })).toBe('NOT_FOUND');
    expect(await as(hugo).refusal(BLOCK, { id: randomUUID() })).toBe('NOT_FOUND');
    expect(await theHouse().app.db.query('SELECT 1 FROM blocks WHERE blocker_id = $1', [hugo.id])).toEqual([]);
  });

  it('reaches nobody of one’s own kind, nor oneself', async () => {
    const [lea, ana, hugo, paul] = [await aSubscribedWoman(), await aWoman(), await aMan(), await aMan()];
    for (const [one, other] of [
      [lea, ana],
      [hugo, paul],
      [lea, lea],
      [hugo, hugo],
    ] as const) {
      expect(await as(one).refusal(BLOCK, { id: other.id })).toBe('NOT_FOUND');
    }
  });

  it('may be done by a woman without membership', async () => {
    const [ana, hugo] = [await aWoman(), await aMan()];
    expect(await as(ana).ask(BLOCK, { id: hugo.id })).toEqual({ block: true });
  });

  it('is still possible for 90 days after a conversation closed, and then no more', async () => {
    const [lea, hugo, paul] = [await aSubscribedWoman(), await aMan(), await aMan()];
    for (const man of [hugo, paul]) await as(lea).ask(CLOSE, { id: (await step(lea, man)).conversation.id });
    clock.travel(days(89));
    expect(await as(await signedInAgain(hugo)).ask(BLOCK, { id: lea.id })).toEqual({ block: true });
    clock.travel(days(2));
    expect(await as(await signedInAgain(paul)).refusal(BLOCK, { id: lea.id })).toBe('NOT_FOUND');
  });
});
