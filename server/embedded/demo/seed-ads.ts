import type { Tx } from '../../src/platform/db/transaction.js';
import type { Calendar } from './calendar.js';
import type { DemoPerson } from './demo.types.js';
import { idAt, insertRows, type Row } from './rows.js';
import { idOf } from './seed-people.js';

/** The ads with their views by day; answers with a way to find the ad of a man by its text. */
export async function seedAds(
  tx: Tx,
  people: readonly DemoPerson[],
  ids: ReadonlyMap<string, string>,
  calendar: Calendar,
): Promise<(man: string, text: string) => string> {
  const ads = people.flatMap(({ key, posts }) =>
    posts.map((post) => {
      const publishedAt = calendar.at(post.daysAgo, post.minute);
      return { man: key, post, id: idAt(publishedAt), publishedAt: publishedAt.toISOString() };
    }),
  );
  await insertRows(
    tx,
    'male_posts',
    ads.map(({ man, post, id, publishedAt }) => ({
      id,
      man_id: idOf(ids, man),
      text: post.text,
      created_at: publishedAt,
      updated_at: publishedAt,
    })),
  );
  await insertRows(
    tx,
    'post_views',
    ads.flatMap(({ id, post }) =>
      post.views.map((count, at) => ({ post_id: id, day: calendar.day(post.daysAgo - at), count })).filter(({ count }) => count > 0),
    ),
  );
  await insertRows(
    tx,
    'post_likes_by_day',
    ads.flatMap(({ id, post }) =>
      post.views
        .map((count, at) => ({ post_id: id, day: calendar.day(post.daysAgo - at), count: likesOf(count, at) }))
        .filter(({ count }) => count > 0),
    ),
  );
  await insertRows(tx, 'profile_views', visitsOf(people, ids, calendar));
  return (man, text) => {
    const ad = ads.find((each) => each.man === man && each.post.text === text);
    if (!ad) throw new Error(`${man} has no ad « ${text} ».`);
    return ad.id;
  };
}

/** One reader in seven likes what she read; on quiet days, every other day one. */
const likesOf = (views: number, day: number): number => Math.floor(views / 7 + (day % 2) * 0.5);

/** Whoever reads his ads came to his page; some come and read nothing. */
function visitsOf(people: readonly DemoPerson[], ids: ReadonlyMap<string, string>, calendar: Calendar): Row[] {
  return people.flatMap(({ key, posts }) => {
    const byDay = new Map<number, number>();
    for (const { daysAgo, views } of posts) views.forEach((count, at) => byDay.set(daysAgo - at, (byDay.get(daysAgo - at) ?? 0) + count));
    return [...byDay]
      .map(([daysAgo, count]) => ({ man_id: idOf(ids, key), day: calendar.day(daysAgo), count: Math.ceil(count * 0.7) + (daysAgo % 3) }))
      .filter(({ count }) => count > 0);
  });
}
