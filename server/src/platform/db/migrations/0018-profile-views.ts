import { forward } from './forward.js';

export const ProfileViews = forward(
  1_770_000_000_018,
  'ProfileViews',
  /* sql */ `
  -- Readers of a man's page by day; who they were is never stored.
  CREATE TABLE profile_views (
    man_id uuid NOT NULL REFERENCES profiles_men ON DELETE CASCADE,
    day date NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (man_id, day)
  );
  `,
);
