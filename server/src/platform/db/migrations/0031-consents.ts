import { forward } from './forward.js';

export const Consents = forward(
  1_770_000_000_031,
  'Consents',
  /* sql */ `
  -- What somebody agreed to, and took back: one row each time, for the version of the text they read. The newest of a purpose counts.
  CREATE TABLE consents (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    purpose text NOT NULL CHECK (purpose IN ('TERMS', 'SENSITIVE_DATA', 'NAME_IN_NOTIFICATIONS')),
    version text NOT NULL,
    given boolean NOT NULL,
    at timestamptz NOT NULL
  );
  CREATE INDEX consents_of ON consents (user_id, purpose, id);

  -- A proof that can be rewritten proves nothing. It goes with its person, and only then.
  CREATE FUNCTION refuse_rewritten_consent() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM users WHERE id = OLD.user_id AND status <> 'DELETED') THEN
      RETURN OLD;
    END IF;
    RAISE EXCEPTION 'table consents is append-only';
  END $$;
  CREATE TRIGGER consents_append_only BEFORE UPDATE OR DELETE ON consents FOR EACH ROW EXECUTE FUNCTION refuse_rewritten_consent();

  -- What is known of those who are here. When they chose to be named is not: it is dated from today.
  INSERT INTO consents (user_id, purpose, version, given, at)
  SELECT u.id, each.purpose, each.version, true, u.consented_at
  FROM users u CROSS JOIN LATERAL (VALUES ('TERMS', u.terms_version), ('SENSITIVE_DATA', u.privacy_version)) AS each (purpose, version)
  WHERE u.status <> 'DELETED' ORDER BY u.consented_at, u.id, each.purpose;
  INSERT INTO consents (user_id, purpose, version, given, at)
  SELECT s.user_id, 'NAME_IN_NOTIFICATIONS', u.privacy_version, true, now()
  FROM notification_settings s JOIN users u ON u.id = s.user_id WHERE s.shows_name AND u.status <> 'DELETED' ORDER BY s.user_id;
  `,
);
