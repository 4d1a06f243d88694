import { forward } from './forward.js';

export const BanEvasion = forward(
  1_770_000_000_029,
  'BanEvasion',
  /* sql */ `
  -- Null: the house itself, by a rule of ours.
  ALTER TABLE reports ALTER COLUMN reporter_id DROP NOT NULL;

  -- The cards somebody has paid with: keyed hashes of what Stripe calls the same card.
  CREATE TABLE card_hashes (
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    hash text NOT NULL,
    seen_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, hash)
  );

  -- By what somebody is recognised who was banned. They outlive the account, for a time that the privacy page says.
  CREATE TABLE banned_marks (
    decision_id uuid NOT NULL REFERENCES decisions ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('EMAIL', 'PHONE', 'CARD')),
    hash text NOT NULL,
    PRIMARY KEY (decision_id, kind, hash)
  );
  CREATE INDEX banned_marks_hash ON banned_marks (kind, hash);

  -- Why the house filed a report: the ban that somebody seems to go round, and by what. Never the value.
  CREATE TABLE evasion_matches (
    report_id uuid NOT NULL REFERENCES reports ON DELETE CASCADE,
    decision_id uuid NOT NULL REFERENCES decisions ON DELETE CASCADE,
    kind text NOT NULL,
    PRIMARY KEY (report_id, decision_id, kind)
  );
  `,
);
