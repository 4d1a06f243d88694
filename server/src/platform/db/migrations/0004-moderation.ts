import { forward } from './forward.js';

export const Moderation = forward(
  1_770_000_000_004,
  'Moderation',
  /* sql */ `
  CREATE TABLE blocks (
    blocker_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    blocked_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id)
  );
  CREATE INDEX blocks_blocked ON blocks (blocked_id, blocker_id);

  CREATE TABLE reports (
    id uuid PRIMARY KEY,
    case_number text NOT NULL UNIQUE,
    reporter_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    reported_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    conversation_id uuid,
    post_id uuid,
    message_id uuid,
    reason text NOT NULL,
    words text,
    -- The ad or message as it read when it was reported.
    quoted text,
    status text NOT NULL DEFAULT 'OPEN' CHECK (status IN ('OPEN', 'HANDLED')),
    note text,
    handled_by uuid REFERENCES users ON DELETE SET NULL,
    handled_at timestamptz,
    created_at timestamptz NOT NULL
  );
  CREATE INDEX reports_queue ON reports (status, id);
  `,
);
