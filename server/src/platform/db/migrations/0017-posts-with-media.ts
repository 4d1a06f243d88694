import { forward } from './forward.js';

export const PostsWithMedia = forward(
  1_770_000_000_017,
  'PostsWithMedia',
  /* sql */ `
  -- Whether it has found its place in what it was sent for; a profile takes everything at once, and this says nothing there.
  ALTER TABLE media ADD COLUMN attached boolean NOT NULL DEFAULT false;
  -- What was sent for something that was never written.
  CREATE INDEX media_unattached ON media (changed_at) WHERE purpose = 'POST' AND NOT attached;

  -- What an ad shows, in order. One photo or film is in one ad at most.
  CREATE TABLE post_media (
    media_id uuid PRIMARY KEY REFERENCES media ON DELETE CASCADE,
    post_id uuid NOT NULL REFERENCES male_posts ON DELETE CASCADE,
    place smallint NOT NULL
  );
  CREATE INDEX post_media_post ON post_media (post_id, place);

  ALTER TABLE male_posts
    -- Put away by him, or by its last day having passed; only he sees it then.
    ADD COLUMN archived_at timestamptz,
    -- Paris calendar day on which it is no longer shown, whether it has been put away by then or not.
    ADD COLUMN expires_on date,
    ADD COLUMN pinned boolean NOT NULL DEFAULT false,
    ADD COLUMN likes_allowed boolean NOT NULL DEFAULT true;
  CREATE UNIQUE INDEX male_posts_pinned ON male_posts (man_id) WHERE pinned;
  CREATE INDEX male_posts_shown ON male_posts (man_id, pinned, created_at, id) WHERE archived_at IS NULL;
  CREATE INDEX male_posts_expiring ON male_posts (expires_on) WHERE archived_at IS NULL AND expires_on IS NOT NULL;

  -- Who likes what: for her own heart on the ad, and so that she counts once. Nothing of it is ever read for him.
  CREATE TABLE post_likes (
    post_id uuid NOT NULL REFERENCES male_posts ON DELETE CASCADE,
    woman_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    liked_on date NOT NULL,
    -- False: taken back after its day was over. The row stays, so that liking it again is not counted again.
    standing boolean NOT NULL,
    PRIMARY KEY (post_id, woman_id)
  );
  CREATE INDEX post_likes_woman ON post_likes (woman_id);
  -- What he reads: sums of days that are over. They never shrink, or a number that fell on the day of a block, a goodbye or an
  -- erasure would name her.
  CREATE TABLE post_likes_by_day (
    post_id uuid NOT NULL REFERENCES male_posts ON DELETE CASCADE,
    day date NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (post_id, day)
  );

  -- As before (0013), of the ads that are not put away.
  CREATE OR REPLACE FUNCTION count_posts() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    author uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.man_id ELSE NEW.man_id END;
  BEGIN
    PERFORM 1 FROM profiles_men WHERE user_id = author FOR NO KEY UPDATE;
    UPDATE profiles_men SET
      post_count = ads.count,
      last_post_day = ads.last_day,
      active_day = greatest(active_day, ads.last_day)
    FROM (SELECT count(*)::int AS count, max((created_at AT TIME ZONE 'Europe/Paris')::date) AS last_day
      FROM male_posts WHERE man_id = author AND archived_at IS NULL) AS ads
    WHERE user_id = author;
    RETURN NULL;
  END $$;
  CREATE TRIGGER male_posts_count_shown AFTER UPDATE OF archived_at ON male_posts FOR EACH ROW
    WHEN ((OLD.archived_at IS NULL) <> (NEW.archived_at IS NULL)) EXECUTE FUNCTION count_posts();
  `,
);
