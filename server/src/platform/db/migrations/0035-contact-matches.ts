import { forward } from './forward.js';

export const ContactMatches = forward(
  1_770_000_000_035,
  'ContactMatches',
  /* sql */ `
  -- Whom a line of her list was once found to mean: it goes on meaning him under whatever address or number he has later.
  CREATE TABLE contact_matches (
    contact_id uuid NOT NULL REFERENCES blocked_contacts ON DELETE CASCADE,
    man_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    PRIMARY KEY (contact_id, man_id)
  );
  CREATE INDEX contact_matches_man ON contact_matches (man_id);

  -- What stands already. Whoever is found tonight only is written down tonight.
  INSERT INTO contact_matches (contact_id, man_id)
  SELECT c.id, b.blocked_id FROM blocks b
    JOIN blocked_contacts c ON c.user_id = b.blocker_id
    JOIN contact_hashes h ON h.user_id = b.blocked_id AND h.kind = c.kind AND h.hash = c.hash
  WHERE b.by_contact;
  `,
);
