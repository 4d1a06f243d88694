import type { Tx } from './transaction.js';

/**
 * What two people begin or end together waits for its turn: between a first step and a block of the same pair there is
 * no row yet that both could lock. The lock goes by the text of the ids, which a caller may have spelt in capitals.
 */
export async function lockPair(tx: Tx, one: string, other: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `pair:${[one.toLowerCase(), other.toLowerCase()].sort().join(':')}`,
  ]);
}
