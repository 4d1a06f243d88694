import { forward } from './forward.js';

export const Phones = forward(
  1_770_000_000_028,
  'Phones',
  /* sql */ `
  -- Whose number is proven. The number itself is nowhere: its hash is among contact_hashes, and two digits tell its owner which it was.
  CREATE TABLE phones (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    ends_with text NOT NULL,
    verified_at timestamptz NOT NULL
  );

  -- Codes that were asked for. The rows of a day are what is counted before another SMS goes out.
  CREATE TABLE phone_codes (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    calling_code text NOT NULL,
    hash text NOT NULL,
    ends_with text NOT NULL,
    -- Until the SMS has gone out, and no longer.
    sealed_number text,
    code_hash text,
    attempts integer NOT NULL DEFAULT 0,
    asked_at timestamptz NOT NULL,
    sent_at timestamptz,
    used_at timestamptz
  );
  CREATE INDEX phone_codes_user ON phone_codes (user_id, id);
  CREATE INDEX phone_codes_country ON phone_codes (calling_code, asked_at);
  CREATE INDEX phone_codes_number ON phone_codes (hash, sent_at);

  -- The same on profiles, for whoever is shown there.
  ALTER TABLE profiles_men ADD COLUMN verified boolean NOT NULL DEFAULT false;
  ALTER TABLE profiles_women ADD COLUMN verified boolean NOT NULL DEFAULT false;
  ALTER TABLE men_interests ADD COLUMN verified boolean NOT NULL DEFAULT false;

  -- The same lists as those of 0007, of the men with a proven number alone: as long as they are few, their pages are found as fast.
  CREATE INDEX profiles_men_verified_country ON profiles_men (active_day, shuffle, user_id, birth_date, last_post_day) WHERE visible AND verified;
  CREATE INDEX profiles_men_verified_region ON profiles_men (region_code, active_day, shuffle, user_id, birth_date, last_post_day) WHERE visible AND verified;
  CREATE INDEX profiles_men_verified_department ON profiles_men (department_code, active_day, shuffle, user_id, birth_date, last_post_day) WHERE visible AND verified;
  CREATE INDEX profiles_men_verified_city ON profiles_men (city_code, active_day, shuffle, user_id, birth_date, last_post_day) WHERE visible AND verified;
  CREATE INDEX profiles_men_verified_age ON profiles_men (birth_date, region_code) WHERE visible AND verified;
  CREATE INDEX men_interests_verified_country ON men_interests (interest, active_day, shuffle, user_id, birth_date, last_post_day, signature) WHERE verified;
  CREATE INDEX men_interests_verified_region ON men_interests
    (interest, region_code, active_day, shuffle, user_id, department_code, city_code, birth_date, last_post_day, signature) WHERE verified;

  CREATE OR REPLACE FUNCTION follow_man() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM men_interests WHERE user_id = NEW.user_id AND (NOT NEW.visible OR interest <> ALL (NEW.interests));
    IF NEW.visible THEN
      INSERT INTO men_interests (user_id, interest, region_code, department_code, city_code, active_day, shuffle, birth_date, last_post_day, signature, verified)
      SELECT NEW.user_id, interest, NEW.region_code, NEW.department_code, NEW.city_code, NEW.active_day, NEW.shuffle, NEW.birth_date, NEW.last_post_day,
             interest_signature(NEW.interests), NEW.verified
      FROM (SELECT DISTINCT unnest(NEW.interests) AS interest) AS his
      ON CONFLICT (user_id, interest) DO UPDATE SET
        region_code = excluded.region_code, department_code = excluded.department_code, city_code = excluded.city_code,
        active_day = excluded.active_day, shuffle = excluded.shuffle, birth_date = excluded.birth_date,
        last_post_day = excluded.last_post_day, signature = excluded.signature, verified = excluded.verified;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER profiles_men_update_verified AFTER UPDATE OF verified ON profiles_men FOR EACH ROW
    WHEN (OLD.verified IS DISTINCT FROM NEW.verified) EXECUTE FUNCTION follow_man();
  `,
);
