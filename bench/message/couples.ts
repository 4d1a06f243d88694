import { clock, days } from '../../server/src/platform/clock.js';
import { LEGAL_VERSIONS } from '../../server/src/accounts/index.js';
import { newId } from '../../server/src/platform/ids.js';
import type { House } from '../../server/test/harness.js';
import { LYON } from '../../server/test/people.js';

export interface Member {
  id: string;
  token: string;
}

export interface Couple {
  conversationId: string;
  /** She and he. */
  people: [Member, Member];
}

/**
 * So many couples in conversation, she with access, both signed in for a quarter of an hour from now. Written at once: a first
 * step and a sign-in each would take longer than all that is measured.
 */
export async function couples({ app }: House, count: number): Promise<Couple[]> {
  const ids = () => Array.from({ length: count }, newId);
  const [women, men, talks] = [ids(), ids(), ids()];
  const people = [...women, ...men];
  const sessions = people.map(() => newId());
  await app.db.transaction(async (tx) => {
    const now = clock.now();
    await tx.query(
      `INSERT INTO users (id, role, email, email_key, email_verified_at, password_hash, birth_date, terms_version, privacy_version, consented_at, created_at)
       SELECT id, CASE WHEN at <= $2 THEN 'WOMAN' ELSE 'MAN' END, id || '@bench.example', id || '@bench.example', $3, 'x', '1990-05-17', $4, $5, $3, $3
       FROM unnest($1::uuid[]) WITH ORDINALITY AS people(id, at)`,
      [people, count, now, LEGAL_VERSIONS.terms, LEGAL_VERSIONS.privacy],
    );
    await tx.query(
      `INSERT INTO profiles_women (user_id, username, city_code, birth_date) SELECT id, 'Lea', $2, '1990-05-17' FROM unnest($1::uuid[]) AS id`,
      [women, LYON],
    );
    await tx.query(
      `INSERT INTO profiles_men (user_id, username, city_code, birth_date, active_day)
       SELECT id, 'b' || id, $2, '1990-05-17', $3::date FROM unnest($1::uuid[]) AS id`,
      [men, LYON, now],
    );
    await tx.query(
      `INSERT INTO subscriptions (id, user_id, customer_id, status, price_id, plan, amount, currency, current_period_start, current_period_end, cancel_at_period_end, created_at, synced_at)
       SELECT 'sub_' || id, id, 'cus_' || id, 'active', 'price', 'MONTH', 1990, 'eur', $2, $3, false, $2, $2 FROM unnest($1::uuid[]) AS id`,
      [women, now, new Date(now.getTime() + days(30))],
    );
    await tx.query(
      `INSERT INTO sessions (id, user_id, device, refresh_hash, rotated_at, created_at, last_used_at, expires_at)
       SELECT id, user_id, 'bench', id::text, $3, $3, $3, $4 FROM unnest($1::uuid[], $2::uuid[]) AS made(id, user_id)`,
      [sessions, people, now, new Date(now.getTime() + days(60))],
    );
    await tx.query(
      `WITH made AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS made(id, woman_id, man_id)),
            matched AS (INSERT INTO matches (id, woman_id, man_id, created_at) SELECT *, $4 FROM made)
       INSERT INTO conversations (id, match_id, woman_id, man_id, opened_at, last_activity_at) SELECT id, id, woman_id, man_id, $4, $4 FROM made`,
      [talks, women, men, now],
    );
  });
  await app.db.query('ANALYZE users, sessions, profiles_men, profiles_women, conversations, matches, subscriptions');
  const members = await Promise.all(
    people.map(async (id, at) => ({ id, token: (await app.accounts.tokens.signAccess(id, sessions[at]!)).token })),
  );
  return talks.map((conversationId, at) => ({ conversationId, people: [members[at]!, members[count + at]!] }));
}
