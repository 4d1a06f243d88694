import { forward } from './forward.js';

export const Posts = forward(
  1_770_000_000_006,
  'Posts',
  /* sql */ `
  CREATE TABLE male_posts (
    id uuid PRIMARY KEY,
    man_id uuid NOT NULL REFERENCES profiles_men ON DELETE CASCADE,
    text text NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
  );
  CREATE INDEX male_posts_man ON male_posts (man_id, id);

  CREATE TABLE post_views (
    post_id uuid NOT NULL REFERENCES male_posts ON DELETE CASCADE,
    day date NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (post_id, day)
  );

  -- What a listing filters by stands on the profile. Who publishes was here that day, so a search by last ad is also one by last visit.
  CREATE FUNCTION count_posts() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    author uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.man_id ELSE NEW.man_id END;
  BEGIN
    UPDATE profiles_men SET
      post_count = ads.count,
      last_post_day = ads.last_day,
      active_day = greatest(active_day, ads.last_day)
    FROM (SELECT count(*)::int AS count, max((created_at AT TIME ZONE 'Europe/Paris')::date) AS last_day FROM male_posts WHERE man_id = author) AS ads
    WHERE user_id = author;
    RETURN NULL;
  END $$;
  CREATE TRIGGER male_posts_count AFTER INSERT OR DELETE ON male_posts FOR EACH ROW EXECUTE FUNCTION count_posts();
  `,
);
