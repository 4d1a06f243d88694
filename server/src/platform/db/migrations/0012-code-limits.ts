import { forward } from './forward.js';

export const CodeLimits = forward(
  1_770_000_000_012,
  'CodeLimits',
  /* sql */ `
  -- How many codes one sign-up was sent: their tries add up.
  ALTER TABLE pending_sign_ups ADD COLUMN codes_sent integer NOT NULL DEFAULT 0;
  `,
);
