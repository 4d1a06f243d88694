import { forward } from './forward.js';

export const Discovery = forward(
  1_770_000_000_007,
  'Discovery',
  /* sql */ `
  -- A page is read off one of these from its end: the place, then the order of the list, then what else may be asked, so that
  -- whoever does not fit is passed over inside the index.
  CREATE INDEX profiles_men_country ON profiles_men (active_day, shuffle, user_id, birth_date, last_post_day) WHERE visible;
  CREATE INDEX profiles_men_region ON profiles_men (region_code, active_day, shuffle, user_id, birth_date, last_post_day) WHERE visible;
  CREATE INDEX profiles_men_department ON profiles_men (department_code, active_day, shuffle, user_id, birth_date, last_post_day) WHERE visible;
  CREATE INDEX profiles_men_city ON profiles_men (city_code, active_day, shuffle, user_id, birth_date, last_post_day) WHERE visible;
  -- For ages so rare that walking the order would pass over nearly everybody.
  CREATE INDEX profiles_men_age ON profiles_men (birth_date, region_code) WHERE visible;

  -- One bit per taste, some sharing one: whoever has all of several tastes has all their bits, and few others do.
  CREATE FUNCTION interest_signature(interests text[]) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT coalesce(bit_or(1::bigint << (hashtext(interest) & 2147483647) % 63), 0) FROM unnest(interests) AS interest $$;

  -- The visible men of each taste, in the order of the list: a page of a rare taste stops as early as any other.
  CREATE TABLE men_interests (
    user_id uuid NOT NULL REFERENCES profiles_men ON DELETE CASCADE,
    interest text NOT NULL,
    region_code text NOT NULL,
    department_code text NOT NULL,
    city_code text NOT NULL,
    active_day date NOT NULL,
    shuffle integer NOT NULL,
    birth_date date NOT NULL,
    last_post_day date,
    signature bigint NOT NULL,
    PRIMARY KEY (user_id, interest)
  );
  CREATE INDEX men_interests_country ON men_interests (interest, active_day, shuffle, user_id, birth_date, last_post_day, signature);
  CREATE INDEX men_interests_region ON men_interests
    (interest, region_code, active_day, shuffle, user_id, department_code, city_code, birth_date, last_post_day, signature);

  CREATE FUNCTION follow_man() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM men_interests WHERE user_id = NEW.user_id AND (NOT NEW.visible OR interest <> ALL (NEW.interests));
    IF NEW.visible THEN
      INSERT INTO men_interests (user_id, interest, region_code, department_code, city_code, active_day, shuffle, birth_date, last_post_day, signature)
      SELECT NEW.user_id, interest, NEW.region_code, NEW.department_code, NEW.city_code, NEW.active_day, NEW.shuffle, NEW.birth_date, NEW.last_post_day,
             interest_signature(NEW.interests)
      FROM (SELECT DISTINCT unnest(NEW.interests) AS interest) AS his
      ON CONFLICT (user_id, interest) DO UPDATE SET
        region_code = excluded.region_code, department_code = excluded.department_code, city_code = excluded.city_code,
        active_day = excluded.active_day, shuffle = excluded.shuffle, birth_date = excluded.birth_date,
        last_post_day = excluded.last_post_day, signature = excluded.signature;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER profiles_men_insert_interests AFTER INSERT ON profiles_men FOR EACH ROW EXECUTE FUNCTION follow_man();
  CREATE TRIGGER profiles_men_update_interests AFTER UPDATE ON profiles_men FOR EACH ROW
    WHEN ((OLD.visible, OLD.interests, OLD.city_code, OLD.active_day, OLD.birth_date, OLD.last_post_day)
      IS DISTINCT FROM (NEW.visible, NEW.interests, NEW.city_code, NEW.active_day, NEW.birth_date, NEW.last_post_day))
    EXECUTE FUNCTION follow_man();
  `,
);
