import { as } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aMan, aPost, aSubscribedWoman, signedInAgain } from '../../test/people.js';
import { idsOf, manyMen, MEN, search, walk } from '../../test/searching.js';
import { clock, dayOf, days } from '../platform/clock.js';

useHouse();

const RENNES = '35238';

describe('a walk', () => {
  it('shows everybody once although some come back while it goes on', async () => {
    const lea = await aSubscribedWoman();
    const { db } = theHouse().app;
    await manyMen(RENNES, 500);
    const all = (await db.query<{ id: string }>('SELECT user_id AS id FROM profiles_men WHERE city_code = $1', [RENNES])).map(
      ({ id }) => id,
    );
    const changed = new Set<string>();
    const today = dayOf(clock.now());
    const comeBack = async (): Promise<void> => {
      const moved = await db.query<{ id: string }>(
        `UPDATE profiles_men SET active_day = $2 WHERE user_id = (SELECT user_id FROM profiles_men WHERE city_code = $1 AND active_day < $2 ORDER BY random() LIMIT 1)
         RETURNING user_id AS id`,
        [RENNES, today],
      );
      for (const { id } of moved) changed.add(id);
    };
    const ids = await walk(lea, { cityCode: RENNES }, 50, comeBack);
    expect(changed.size).toBeGreaterThanOrEqual(5);
    expect(new Set(ids).size).toBe(ids.length);
    expect(all.filter((id) => !changed.has(id) && !ids.includes(id))).toEqual([]);
    expect((await walk(lea, { cityCode: RENNES }, 37)).sort()).toEqual(all.sort());
  });

  it('keeps its bounds when it passes midnight', async () => {
    const lea = await aSubscribedWoman();
    const filter = { cityCode: RENNES, activeWithin: 'THIS_WEEK' };
    await manyMen(RENNES, 20);
    const before = await walk(lea, filter, 50);
    const page = await search(lea, filter, { first: 10 });
    clock.travel(days(1));
    const later = await signedInAgain(lea);
    const rest: string[] = [];
    for (let after = page.pageInfo.endCursor, more = page.pageInfo.hasNextPage; more;) {
      const next = await search(later, filter, { first: 50, after });
      rest.push(...idsOf(next));
      [after, more] = [next.pageInfo.endCursor, next.pageInfo.hasNextPage];
    }
    expect([...idsOf(page), ...rest]).toEqual(before);
  });

  it('takes no cursor that is forged, of another list, another filter or another woman', async () => {
    const [lea, anne, hugo] = [await aSubscribedWoman(), await aSubscribedWoman(), await aMan()];
    await aPost(hugo);
    const filter = { regionCode: '84' };
    const { edges } = await search(lea, filter);
    const cursor = edges[0]?.cursor ?? '';
    const flipped = `${cursor.slice(0, -2)}${cursor.endsWith('AA') ? 'BB' : 'AA'}`;
    const POSTS = 'query ($id: ID!) { man(id: $id) { posts(first: 1) { edges { cursor } } } }';
    const { man } = await as(lea).ask<{ man: { posts: { edges: { cursor: string }[] } } }>(POSTS, { id: hugo.id });
    for (const after of ['', 'x', flipped, man.posts.edges[0]?.cursor ?? '']) {
      expect(await as(lea).refusal(MEN, { filter, after })).toBe('BAD_USER_INPUT');
    }
    expect(await as(lea).refusal(MEN, { filter: { regionCode: '84', ageMin: 20 }, after: cursor })).toBe('BAD_USER_INPUT');
    expect(await as(anne).refusal(MEN, { filter, after: cursor })).toBe('BAD_USER_INPUT');
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('men');
  });

  it.each([0, 51, -1])('takes no page of %d', async (first) => {
    const { errors } = await as(await aSubscribedWoman()).send(MEN, { filter: {}, first });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: { first: expect.any(String) } });
  });
});
