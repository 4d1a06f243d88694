import { forward } from './forward.js';

export const Privacy = forward(
  1_770_000_000_024,
  'Privacy',
  /* sql */ `
  -- LEAVING: asked to be erased. Others see such an account as little as an erased one; its owner may still come back.
  ALTER TABLE users DROP CONSTRAINT users_status_check;
  ALTER TABLE users ADD CONSTRAINT users_status_check CHECK (status IN ('ACTIVE', 'SUSPENDED', 'BANNED', 'LEAVING', 'DELETED'));

  -- Who asked to be erased. The row stays: it is what remains of an account, and says nothing of its owner.
  CREATE TABLE account_deletions (
    user_id uuid PRIMARY KEY REFERENCES users,
    asked_at timestamptz NOT NULL,
    erase_at timestamptz NOT NULL,
    erased_at timestamptz
  );
  CREATE INDEX account_deletions_due ON account_deletions (erase_at) WHERE erased_at IS NULL;

  -- Copies that people asked for. The newest of each is offered; its file is named by its id.
  CREATE TABLE data_exports (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users,
    asked_at timestamptz NOT NULL,
    ready_at timestamptz,
    bytes bigint
  );
  CREATE INDEX data_exports_user ON data_exports (user_id, asked_at DESC);
  `,
);
