import { forward } from './forward.js';

export const HiddenWords = forward(
  1_770_000_000_027,
  'HiddenWords',
  /* sql */ `
  -- Words she does not want to read, as she wrote them. Her own devices look for them; nothing here reads anybody's messages.
  CREATE TABLE hidden_words (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    words text[] NOT NULL
  );
  `,
);
