import { forward } from './forward.js';

export const Profiles = forward(
  1_770_000_000_005,
  'Profiles',
  /* sql */ `
  -- The order among men active on the same day: another one each day, so that nobody is always first.
  CREATE FUNCTION daily_shuffle(user_id uuid, day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT hashtext(user_id::text || day::text) $$;

  CREATE TABLE profiles_men (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    username text,
    -- Names that look alike have the same key.
    username_key text UNIQUE,
    bio text NOT NULL DEFAULT '',
    -- Null until he picks one; until then one is picked for him by his id.
    illustration text,
    city_code text REFERENCES cities,
    birth_date date NOT NULL,
    interests text[] NOT NULL DEFAULT '{}',
    tags text[] NOT NULL DEFAULT '{}',
    -- Paris calendar day of his last visit: nobody's hour is kept.
    active_day date NOT NULL,
    last_post_day date,
    post_count integer NOT NULL DEFAULT 0,
    -- Derived by the trigger below; whoever writes a profile leaves these alone.
    department_code text,
    region_code text,
    shuffle integer NOT NULL,
    -- Complete, and the account in good standing: what a listing may show.
    visible boolean NOT NULL
  );

  CREATE TABLE profiles_women (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    username text,
    bio text NOT NULL DEFAULT '',
    illustration text,
    city_code text REFERENCES cities,
    birth_date date NOT NULL,
    interests text[] NOT NULL DEFAULT '{}',
    tags text[] NOT NULL DEFAULT '{}'
  );

  CREATE FUNCTION derive_man() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    SELECT c.department_code, c.region_code INTO NEW.department_code, NEW.region_code FROM cities c WHERE c.code = NEW.city_code;
    NEW.shuffle := daily_shuffle(NEW.user_id, NEW.active_day);
    NEW.visible := NEW.username IS NOT NULL AND NEW.city_code IS NOT NULL
      AND EXISTS (SELECT 1 FROM users u WHERE u.id = NEW.user_id AND u.status = 'ACTIVE' AND u.email_verified_at IS NOT NULL);
    RETURN NEW;
  END $$;
  CREATE TRIGGER profiles_men_derive BEFORE INSERT OR UPDATE ON profiles_men FOR EACH ROW EXECUTE FUNCTION derive_man();

  -- A suspension leaves every listing in its own transaction.
  CREATE FUNCTION follow_account() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE profiles_men SET post_count = post_count WHERE user_id = NEW.id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER users_follow_account AFTER UPDATE OF status, email_verified_at ON users
    FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status OR OLD.email_verified_at IS DISTINCT FROM NEW.email_verified_at)
    EXECUTE FUNCTION follow_account();
  `,
);
