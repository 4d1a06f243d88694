import type { Tx } from './db/transaction.js';

/** What the receipt of an erasure says was there. */
export interface Tally {
  /** Photos and films. */
  media: number;
  paid: boolean;
  /** Whether a report names them, as the one or the other. */
  reported: boolean;
  /** Whether a ban goes on recognising them. */
  banned: boolean;
}

/**
 * What a feature keeps of people, and how it gives that back and lets go of it. Every table in which somebody's id stands has an
 * owner here: `privacy/personal-data.test.ts` walks the database and fails for one without.
 */
export interface PersonalData {
  /** Its tables in which somebody's id stands. */
  readonly tables: readonly string[];
  /** Everything of a person, as the files of their export will say it: a name for each, and what goes to JSON. */
  gather(userId: string): Promise<Record<string, unknown>>;
  /** Its part of the receipt, counted before anything goes. */
  tally?(userId: string): Promise<Partial<Tally>>;
  /** Erases what lies outside of the database, before its rows go. May run twice. */
  eraseElsewhere?(userId: string): Promise<void>;
  /** Erases the rows, or what makes them somebody's. */
  erase(tx: Tx, userId: string): Promise<void>;
}
