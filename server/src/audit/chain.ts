import { clock, hours } from '../platform/clock.js';
import { randomToken, sha256 } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { Logger } from '../platform/logger.js';
import { record } from './audit.js';

const AT_ONCE = 1_000;
/** Numbers are given before the commit: an entry may appear below one that is sealed, but never so far below. */
const LATE_BY_MOST = 100_000;
/** What is older and not sealed was kept out of the chain. */
const SEALED_WITHIN = hours(1);

/** An entry as the digest covers it: PostgreSQL's own text of it, which does not depend on who reads. */
const PAYLOAD = `jsonb_build_array(l.id, extract(epoch FROM l.at), l.kind, l.actor_id, l.subject_id, l.details)::text`;

const digestOf = (salt: string, payload: string): string => sha256(`${salt}\n${payload}`);
const sealOf = (previous: string, entryId: string, digest: string): string => sha256(`${previous}\n${entryId}\n${digest}`);

export interface Verdict {
  /** Links that were looked at. */
  links: number;
  erased: number;
  /** What is wrong, by the id of the entry; empty when the chain holds. */
  problems: string[];
}

/** A link, as the process log names it. */
export interface Head {
  number: string;
  seal: string;
}

interface Link {
  number: string;
  entryId: string;
  salt: string | null;
  digest: string;
  seal: string;
  payload: string | null;
  erased: boolean;
}

/** The audit log, sealed by a job after the fact, so that no request waits for another. */
export class AuditChain {
  constructor(
    private readonly db: Database,
    private readonly log: Logger,
  ) {}

  /** The job. Twice at once, the second finds nothing left. What it says in the log proves later that no end was cut off. */
  async seal(): Promise<void> {
    let sealed = 0;
    for (let some = AT_ONCE; some === AT_ONCE; sealed += some) some = await this.db.transaction((tx) => sealSome(tx));
    if (sealed > 0) this.log.info({ ...(await this.head()) }, 'the audit log is sealed up to this link');
  }

  head(): Promise<Head | undefined> {
    return this.db.one<Head>('SELECT number, seal FROM audit_seals ORDER BY number DESC LIMIT 1');
  }

  /** Walks the chain from its beginning, and says which entries do not fit. A link that was noted elsewhere shows whether an end was cut off. */
  async verify(noted?: Head): Promise<Verdict> {
    const verdict: Verdict = { links: 0, erased: 0, problems: [] };
    let [last, number] = ['', 0n];
    for (;;) {
      const links = await this.db.query<Link>(
        `SELECT s.number, s.entry_id AS "entryId", s.salt, s.digest, s.seal, CASE WHEN l.id IS NOT NULL THEN ${PAYLOAD} END AS payload, l.erased_at IS NOT NULL AS erased
         FROM audit_seals s LEFT JOIN audit_log l ON l.id = s.entry_id WHERE s.number > $1 ORDER BY s.number LIMIT ${AT_ONCE}`,
        [String(number)],
      );
      for (const link of links) {
        verdict.links += 1;
        if (BigInt(link.number) !== number + 1n) verdict.problems.push(`links ${number + 1n} to ${BigInt(link.number) - 1n} are missing`);
        number = BigInt(link.number);
        const seal = sealOf(last, link.entryId, link.digest);
        if (link.seal !== seal) verdict.problems.push(`entry ${link.entryId}: its link does not follow from the one before`);
        last = link.seal;
        if (link.erased && link.salt === null) verdict.erased += 1;
        else if (link.payload === null) verdict.problems.push(`entry ${link.entryId} is missing`);
        else if (link.salt === null || digestOf(link.salt, link.payload) !== link.digest)
          verdict.problems.push(`entry ${link.entryId} was changed after it was sealed`);
      }
      if (links.length < AT_ONCE) break;
    }
    const outside = await this.db.query<{ id: string }>(
      `SELECT l.id FROM audit_log l WHERE l.at < $1 AND NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.entry_id = l.id) ORDER BY l.id LIMIT 20`,
      [new Date(clock.now().getTime() - SEALED_WITHIN)],
    );
    for (const { id } of outside) verdict.problems.push(`entry ${id} was never sealed`);
    const emptied = await this.emptiedInSilence();
    if (emptied !== 0) verdict.problems.push(`${emptied} entries were emptied beyond what erasures say`);
    if (noted && !(await this.stands(noted)))
      verdict.problems.push(`link ${noted.number} is not the one that was noted: the end was cut off, or written anew`);
    return verdict;
  }

  private async stands({ number, seal }: Head): Promise<boolean> {
    const known = await this.db.query('SELECT 1 FROM audit_seals WHERE number = $1 AND seal = $2', [number, seal]);
    return known.length > 0;
  }

  /** Each erasure says how many entries it emptied: what is emptied beyond that was not by one. */
  private async emptiedInSilence(): Promise<number> {
    const row = await this.db.one<{ more: number }>(
      `SELECT (count(*) FILTER (WHERE erased_at IS NOT NULL)
               - coalesce(sum((details ->> 'entries')::int) FILTER (WHERE kind = 'audit.erased'), 0))::int AS more FROM audit_log`,
    );
    return row?.more ?? 0;
  }

  /** Erases what the log says of a person: who, whom and what. That something was there, and when, stays proven. */
  async erase(tx: Tx, userId: string): Promise<void> {
    await sealSome(tx, Number.MAX_SAFE_INTEGER);
    const gone = await tx.query<{ id: string }>(
      `UPDATE audit_log SET details = '{}', actor_id = NULL, subject_id = NULL, erased_at = $2
       WHERE (actor_id = $1 OR subject_id = $1) AND erased_at IS NULL RETURNING id`,
      [userId, clock.now()],
    );
    await tx.query('UPDATE audit_seals SET salt = NULL WHERE entry_id = ANY ($1::bigint[])', [gone.map(({ id }) => id)]);
    await record(tx, null, null, { kind: 'audit.erased', details: { entries: gone.length } });
  }
}

async function sealSome(tx: Tx, limit = AT_ONCE): Promise<number> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit chain', 0))`);
  const end = await tx.one<Head>('SELECT number, seal FROM audit_seals ORDER BY number DESC LIMIT 1');
  const entries = await tx.query<{ id: string; payload: string }>(
    `SELECT l.id, ${PAYLOAD} AS payload FROM audit_log l
     WHERE l.id > coalesce((SELECT max(entry_id) FROM audit_seals), 0) - ${LATE_BY_MOST}
       AND NOT EXISTS (SELECT 1 FROM audit_seals s WHERE s.entry_id = l.id)
     ORDER BY l.id LIMIT $1`,
    [limit],
  );
  let [number, last] = [BigInt(end?.number ?? 0), end?.seal ?? ''];
  const rows = entries.map(({ id, payload }) => {
    const salt = randomToken(16);
    const digest = digestOf(salt, payload);
    last = sealOf(last, id, digest);
    number += 1n;
    return { number: String(number), entry_id: id, salt, digest, seal: last };
  });
  await tx.query(
    `INSERT INTO audit_seals (number, entry_id, salt, digest, seal, sealed_at)
     SELECT number, entry_id, salt, digest, seal, $2 FROM json_to_recordset($1::json) AS r(number bigint, entry_id bigint, salt text, digest text, seal text)`,
    [JSON.stringify(rows), clock.now()],
  );
  return entries.length;
}
