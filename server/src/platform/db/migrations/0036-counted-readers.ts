import { forward } from './forward.js';

export const CountedReaders = forward(
  1_770_000_000_036,
  'CountedReaders',
  /* sql */ `
  -- Who has been counted today as a reader of something, so that each counts once whichever process was asked. A row is a keyed
  -- digest of both and of the day: nobody reads here who read what. It goes when the day is over. Emptied by a crash, and in no backup.
  CREATE UNLOGGED TABLE counted_readers (
    day date NOT NULL,
    reader text NOT NULL,
    PRIMARY KEY (day, reader)
  );
  `,
);
