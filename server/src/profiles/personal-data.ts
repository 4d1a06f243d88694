import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import type { PersonalData } from '../platform/personal-data.js';

/** What others see of somebody. */
export class ProfileData implements PersonalData {
  readonly tables = ['profiles_men', 'profiles_women', 'men_interests', 'profile_views'];

  constructor(private readonly db: Database) {}

  async gather(userId: string): Promise<Record<string, unknown>> {
    const profile = await this.db.one<object>(
      `SELECT p.username, c.name AS city, p.bio, p.interests, p.tags, p.illustration
       FROM (SELECT user_id, username, city_code, bio, interests, tags, illustration FROM profiles_men
             UNION ALL SELECT user_id, username, city_code, bio, interests, tags, illustration FROM profiles_women) p
       LEFT JOIN cities c ON c.code = p.city_code WHERE p.user_id = $1`,
      [userId],
    );
    return { profile: profile ?? null };
  }

  async erase(tx: Tx, userId: string): Promise<void> {
    await tx.query('DELETE FROM men_interests WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM profiles_men WHERE user_id = $1', [userId]);
    await tx.query('DELETE FROM profiles_women WHERE user_id = $1', [userId]);
  }
}
