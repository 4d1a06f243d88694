import { forward } from './forward.js';

export const Notifications = forward(
  1_770_000_000_020,
  'Notifications',
  /* sql */ `
  -- Where a person wants to be told. An address is of one browser or phone, and so of one account at a time: whoever signed
  -- in there last. Alone it is worth nothing: to write to it one needs the keys of the configuration.
  CREATE TABLE push_devices (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    -- One device is one session: it ends with it.
    session_id uuid NOT NULL UNIQUE REFERENCES sessions ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('WEB', 'ANDROID')),
    address text NOT NULL,
    address_hash text NOT NULL UNIQUE,
    -- What only that browser can open: null for a phone.
    p256dh text,
    auth text,
    locale text NOT NULL CHECK (locale IN ('FR', 'EN')),
    added_at timestamptz NOT NULL,
    -- A service that took nothing is left alone: since how many tries, and until when.
    failures integer NOT NULL DEFAULT 0,
    rests_until timestamptz
  );
  CREATE INDEX push_devices_user ON push_devices (user_id);

  -- Whoever has no row wants everything, at any hour, and is not named.
  CREATE TABLE notification_settings (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    muted text[] NOT NULL DEFAULT '{}',
    quiet_from text,
    quiet_to text,
    time_zone text NOT NULL DEFAULT 'Europe/Paris',
    shows_name boolean NOT NULL DEFAULT false,
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
  );

  -- One row for each person and thing (a conversation, a case, the person's own account) that there may be something to tell
  -- of. due_at: when to look whether there still is; null: nothing waits. told_at: when it was last told.
  CREATE TABLE push_turns (
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    subject_id uuid NOT NULL,
    about text NOT NULL CHECK (about IN ('CONVERSATION', 'MEMBERSHIP', 'CASE')),
    due_at timestamptz,
    told_at timestamptz,
    PRIMARY KEY (user_id, subject_id)
  ) WITH (fillfactor = 70);
  CREATE INDEX push_turns_due ON push_turns (due_at) WHERE due_at IS NOT NULL;

  -- Asks, in the transaction of what happened, that a person who has a device be told of it in a few seconds; of one thing at
  -- most twice a minute, however much happens.
  CREATE FUNCTION push_ask(p_user uuid, p_subject uuid, p_about text, p_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    due timestamptz;
  BEGIN
    -- A turn that waits already is enough, as long as it is still there when this commits: whoever takes it waits for the
    -- lock, and then sees what was written here.
    PERFORM 1 FROM push_turns WHERE user_id = p_user AND subject_id = p_subject AND due_at IS NOT NULL FOR SHARE;
    IF FOUND THEN RETURN; END IF;

    INSERT INTO push_turns AS turn (user_id, subject_id, about, due_at) VALUES (p_user, p_subject, p_about, p_at + interval '4 seconds')
      ON CONFLICT (user_id, subject_id) DO UPDATE SET due_at = GREATEST(excluded.due_at, turn.told_at + interval '30 seconds')
      RETURNING due_at INTO due;
    INSERT INTO outbox (job, payload, start_at) VALUES ('notifications.tell', '{}', due);
  END $$;

  -- Whatever somebody else, or Stripe, puts into a person's inbox may be worth telling. Whoever has no device costs one look
  -- into an index.
  CREATE FUNCTION push_ask_of_inbox() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (SELECT 1 FROM push_devices WHERE user_id = NEW.user_id) THEN
      PERFORM push_ask(NEW.user_id, COALESCE(NEW.conversation_id, NEW.user_id),
                       CASE WHEN NEW.kind = 'MEMBERSHIP' THEN 'MEMBERSHIP' ELSE 'CONVERSATION' END, NEW.at);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER inbox_events_push AFTER INSERT ON inbox_events FOR EACH ROW
    WHEN (NEW.kind IN ('OPENED', 'MESSAGE', 'MEMBERSHIP') AND NEW.actor_id IS DISTINCT FROM NEW.user_id)
    EXECUTE FUNCTION push_ask_of_inbox();
  `,
);
