import { forward } from './forward.js';

export const ReceiptsAndWarnings = forward(
  1_770_000_000_032,
  'ReceiptsAndWarnings',
  /* sql */ `
  -- What an erasure found, for its receipt: counted once, before anything goes, so that a run that was killed and begun again
  -- tells the same. Empty again when the receipt is sent.
  ALTER TABLE account_deletions ADD COLUMN tally jsonb;

  -- Since when somebody says they read what was decided about them.
  ALTER TABLE decisions ADD COLUMN acknowledged_at timestamptz;
  CREATE INDEX decisions_unread ON decisions (subject_id) WHERE acknowledged_at IS NULL AND outcome IN ('WARN', 'REMOVE_CONTENT');
  -- Those of before were told by mail.
  UPDATE decisions SET acknowledged_at = decided_at;
  `,
);
