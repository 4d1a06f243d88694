import { forward } from './forward.js';

export const EmailChanges = forward(
  1_770_000_000_034,
  'EmailChanges',
  /* sql */ `
  -- An address that somebody wants to have instead of theirs. It waits for the code that was sent there; then the row says
  -- which address it took the place of, for as long as that one may take the account back.
  CREATE TABLE email_changes (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    email text NOT NULL,
    code_hash text,
    code_expires_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    codes_sent integer NOT NULL DEFAULT 0,
    asked_at timestamptz NOT NULL,
    changed_at timestamptz,
    former_email text,
    return_hash text,
    returned_at timestamptz
  );
  -- One that waits, for each person: another takes its place.
  CREATE UNIQUE INDEX email_changes_waiting ON email_changes (user_id) WHERE changed_at IS NULL;
  CREATE INDEX email_changes_user ON email_changes (user_id);
  CREATE UNIQUE INDEX email_changes_return ON email_changes (return_hash);
  `,
);
