import { forward } from './forward.js';

export const SignInBrakes = forward(
  1_770_000_000_033,
  'SignInBrakes',
  /* sql */ `
  -- How often a password was wrong, and when the next may be tried. A key is a digest: nobody reads here
  -- who was tried. Emptied by a crash, and in no backup: a day later it would be forgotten anyway.
  CREATE UNLOGGED TABLE sign_in_brakes (
    key text PRIMARY KEY,
    failures integer NOT NULL,
    opens_at timestamptz NOT NULL,
    forgotten_at timestamptz NOT NULL
  );
  CREATE INDEX sign_in_brakes_forgotten ON sign_in_brakes (forgotten_at);
  `,
);
