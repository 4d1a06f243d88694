import { forward } from './forward.js';

export const ProfileOpenings = forward(
  1_770_000_000_023,
  'ProfileOpenings',
  /* sql */ `
  -- The day a man last opened the profile of a woman he talks with: hers to know. He is never told of hers.
  CREATE TABLE profile_openings (
    woman_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    man_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    day date NOT NULL,
    PRIMARY KEY (woman_id, man_id)
  );
  CREATE INDEX profile_openings_man ON profile_openings (man_id);
  `,
);
