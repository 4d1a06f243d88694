import { forward } from './forward.js';

export const Accounts = forward(
  1_770_000_000_002,
  'Accounts',
  /* sql */ `
  CREATE TABLE users (
    id uuid PRIMARY KEY,
    role text NOT NULL CHECK (role IN ('MAN', 'WOMAN', 'MODERATOR', 'ADMIN')),
    status text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'SUSPENDED', 'BANNED', 'DELETED')),
    email text NOT NULL,
    email_key text NOT NULL UNIQUE,
    email_verified_at timestamptz,
    password_hash text NOT NULL,
    birth_date date NOT NULL,
    locale text NOT NULL DEFAULT 'FR' CHECK (locale IN ('FR', 'EN')),
    terms_version text NOT NULL,
    privacy_version text NOT NULL,
    consented_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL
  );

  -- An address proves itself before it becomes an account; several people may try the same one, the first proof wins.
  CREATE TABLE pending_sign_ups (
    id uuid PRIMARY KEY,
    role text NOT NULL CHECK (role IN ('MAN', 'WOMAN')),
    email text NOT NULL,
    email_key text NOT NULL,
    password_hash text NOT NULL,
    birth_date date NOT NULL,
    locale text NOT NULL,
    terms_version text NOT NULL,
    privacy_version text NOT NULL,
    -- Null when the address already has an account: no code fits, and nobody can tell.
    code_hash text,
    code_expires_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL
  );
  CREATE INDEX pending_sign_ups_email ON pending_sign_ups (email_key, created_at);

  CREATE TABLE password_resets (
    id uuid PRIMARY KEY,
    -- Null when the address has no account.
    user_id uuid REFERENCES users ON DELETE CASCADE,
    code_hash text,
    code_expires_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL
  );

  CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    device text NOT NULL,
    refresh_hash text NOT NULL,
    previous_refresh_hash text,
    rotated_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
  );
  CREATE INDEX sessions_user ON sessions (user_id) WHERE revoked_at IS NULL;
  `,
);
