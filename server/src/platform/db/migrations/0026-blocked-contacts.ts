import { forward } from './forward.js';

export const BlockedContacts = forward(
  1_770_000_000_026,
  'BlockedContacts',
  /* sql */ `
  -- How somebody is recognised by whoever knows their address or number: keyed hashes, which nobody reads back.
  CREATE TABLE contact_hashes (
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('EMAIL', 'PHONE')),
    hash text NOT NULL,
    PRIMARY KEY (user_id, kind)
  );
  CREATE INDEX contact_hashes_hash ON contact_hashes (kind, hash);

  -- Whom she wants never to meet. The note is her own words for them.
  CREATE TABLE blocked_contacts (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('EMAIL', 'PHONE')),
    hash text NOT NULL,
    note text,
    created_at timestamptz NOT NULL,
    UNIQUE (user_id, kind, hash)
  );
  CREATE INDEX blocked_contacts_hash ON blocked_contacts (kind, hash);

  -- A block that follows from such a contact stands beside one made of a person: each is lifted on its own, and hides alike.
  ALTER TABLE blocks ADD COLUMN by_contact boolean NOT NULL DEFAULT false;
  ALTER TABLE blocks DROP CONSTRAINT blocks_pkey;
  ALTER TABLE blocks ADD PRIMARY KEY (blocker_id, blocked_id, by_contact);
  CREATE INDEX blocks_by_contact ON blocks (blocker_id) WHERE by_contact;
  `,
);
