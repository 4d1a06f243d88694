import { forward } from './forward.js';

export const PostsInOrder = forward(
  1_770_000_000_013,
  'PostsInOrder',
  /* sql */ `
  -- By the time of publishing: the id of an ad is read by women, and must not tell it.
  CREATE INDEX male_posts_newest ON male_posts (man_id, created_at, id);
  DROP INDEX male_posts_man;

  -- Ads that come or go at the same instant are counted one after the other: each counts after it holds the profile, or it
  -- would write down a number from before the other's commit.
  CREATE OR REPLACE FUNCTION count_posts() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    author uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.man_id ELSE NEW.man_id END;
  BEGIN
    PERFORM 1 FROM profiles_men WHERE user_id = author FOR NO KEY UPDATE;
    UPDATE profiles_men SET
      post_count = ads.count,
      last_post_day = ads.last_day,
      active_day = greatest(active_day, ads.last_day)
    FROM (SELECT count(*)::int AS count, max((created_at AT TIME ZONE 'Europe/Paris')::date) AS last_day FROM male_posts WHERE man_id = author) AS ads
    WHERE user_id = author;
    RETURN NULL;
  END $$;
  `,
);
