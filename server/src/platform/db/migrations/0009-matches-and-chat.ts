import { forward } from './forward.js';

export const MatchesAndChat = forward(
  1_770_000_000_009,
  'MatchesAndChat',
  /* sql */ `
  CREATE TABLE matches (
    id uuid PRIMARY KEY,
    woman_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    man_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    UNIQUE (woman_id, man_id)
  );
  CREATE INDEX matches_man ON matches (man_id);

  -- The lock of everything said and read in it: whoever changes it, or writes into it, holds this row.
  CREATE TABLE conversations (
    id uuid PRIMARY KEY,
    match_id uuid NOT NULL UNIQUE REFERENCES matches ON DELETE CASCADE,
    woman_id uuid NOT NULL,
    man_id uuid NOT NULL,
    status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'CLOSED')),
    -- Who closed it and may undo that; null when a block did, which nobody undoes.
    closed_by uuid,
    closed_at timestamptz,
    opened_at timestamptz NOT NULL,
    last_activity_at timestamptz NOT NULL,
    -- Number of the newest message: 1, 2, 3 without a gap.
    last_seq integer NOT NULL DEFAULT 0,
    -- The last message of the other that each has read: its number and its id.
    woman_read_seq integer NOT NULL DEFAULT 0,
    woman_read_id uuid,
    woman_unread integer NOT NULL DEFAULT 0,
    man_read_seq integer NOT NULL DEFAULT 0,
    man_read_id uuid,
    man_unread integer NOT NULL DEFAULT 0,
    UNIQUE (woman_id, man_id)
  ) WITH (fillfactor = 70);
  -- last_activity_at is in no index on purpose: each message changes it, and so stays a cheap update in place (HOT). One
  -- person's conversations are few enough to be sorted when they are listed.
  CREATE INDEX conversations_man ON conversations (man_id);

  CREATE TABLE messages (
    conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
    seq integer NOT NULL,
    id uuid NOT NULL UNIQUE,
    sender_id uuid NOT NULL,
    -- The sender's own id for it: a resend finds the first.
    client_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('TEXT', 'FIRST_STEP')),
    text text,
    quoted_post_id uuid,
    quoted_text text,
    sent_at timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, seq),
    UNIQUE (conversation_id, sender_id, client_id)
  );

  -- How many things have changed for a person so far. Its lock, held until the commit, is what makes the numbers dense.
  CREATE TABLE inboxes (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    version integer NOT NULL
  ) WITH (fillfactor = 70);

  -- One row per thing that changed for a person. Ids only: what they show is read with the rights of the day.
  CREATE TABLE inbox_events (
    user_id uuid NOT NULL REFERENCES inboxes ON DELETE CASCADE,
    number integer NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL CHECK (kind IN ('OPENED', 'MESSAGE', 'READ', 'CLOSED', 'MEMBERSHIP')),
    conversation_id uuid,
    message_seq integer,
    actor_id uuid,
    PRIMARY KEY (user_id, number)
  );
  -- For the purge after 30 days: a few pages, where a btree would cost every message an insert.
  CREATE INDEX inbox_events_at ON inbox_events USING brin (at);
  `,
);
