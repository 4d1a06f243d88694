import { forward } from './forward.js';

/** What lately said texts are recognised by, so that the same one is not said to everybody. */
export const TextMarks = forward(
  1_770_000_000_030,
  'TextMarks',
  /* sql */ `
  -- No text can be read from its marks, and a network stands here as a keyed digest. Unlogged: after a crash everybody starts afresh.
  CREATE UNLOGGED TABLE text_marks (
    kind text NOT NULL CHECK (kind IN ('HER_WORDS', 'HIS_WORDS', 'AD')),
    -- The match, conversation or ad it was for; it may be gone since.
    subject_id uuid NOT NULL,
    user_id uuid NOT NULL REFERENCES users,
    network text NOT NULL,
    marks integer[] NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (kind, subject_id, user_id)
  );
  CREATE INDEX text_marks_user ON text_marks (user_id, kind, at DESC);
  CREATE INDEX text_marks_network ON text_marks (network, kind, at DESC);
  CREATE INDEX text_marks_old ON text_marks (at);
  `,
);
