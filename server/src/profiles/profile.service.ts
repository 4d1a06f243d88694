import { ageOn, toMe, User, type Me } from '../accounts/index.js';
import type { PlaceService } from '../places/index.js';
import { clock, dayOf } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { isTaken } from '../platform/db/unique.js';
import { badInput, UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { completenessOf } from './completeness.js';
import { isIllustration } from './illustrations.js';
import {
  defaultIllustration,
  interestsOf,
  MAN_COLUMNS,
  PROFILE_COLUMNS,
  toMan,
  toWoman,
  type ManRow,
  type ProfileRow,
} from './person.rows.js';
import type { Person } from './person.types.js';
import type { MyProfile, UpdateProfileInput } from './profile.types.js';
import { tidy, tidyTags, usernameKey } from './profile.validation.js';

type Member = 'MAN' | 'WOMAN';
type Changes = Record<string, unknown>;

const TABLES = { MAN: 'profiles_men', WOMAN: 'profiles_women' } as const;

/** One's own profile. */
export class ProfileService {
  constructor(
    private readonly db: Database,
    private readonly places: PlaceService,
  ) {}

  /** Inside the transaction that makes the account. */
  async create(tx: Tx, { userId, role, birthDate }: { userId: string; role: string; birthDate: string }): Promise<void> {
    if (role === 'WOMAN') await tx.query('INSERT INTO profiles_women (user_id, birth_date) VALUES ($1, $2)', [userId, birthDate]);
    if (role === 'MAN') {
      await tx.query('INSERT INTO profiles_men (user_id, birth_date, active_day) VALUES ($1, $2, $3)', [
        userId,
        birthDate,
        dayOf(clock.now()),
      ]);
    }
  }

  /** Inside the transaction that proves a number, or lets go of it. */
  async setVerified(tx: Tx, userId: string, verified: boolean): Promise<void> {
    for (const table of Object.values(TABLES)) await tx.query(`UPDATE ${table} SET verified = $2 WHERE user_id = $1`, [userId, verified]);
  }

  /** Null for moderators. */
  async mine(userId: string, role: string): Promise<MyProfile | null> {
    if (role !== 'MAN' && role !== 'WOMAN') return null;
    const row = await this.row(userId, role);
    return {
      username: row.username,
      city: row.cityCode === null ? null : await this.places.city(row.cityCode),
      bio: row.bio,
      birthDate: row.birthDate,
      age: ageOn(row.birthDate, dayOf(clock.now())),
      interests: interestsOf(row.interests),
      tags: row.tags,
      illustration: row.illustration ?? defaultIllustration(userId, role),
      completeness: completenessOf(role, row),
      portrait: row.portrait,
    };
  }

  /** CONFLICT, with what is missing, while nobody could see the profile. */
  async preview(viewer: Viewer): Promise<Person> {
    const role = memberRole(viewer);
    const row = await this.row(viewer.id, role);
    const fields: Record<string, string> = {};
    if (row.username === null) fields.username = 'Choose a name first.';
    if (row.cityCode === null) fields.cityCode = 'Choose a commune first.';
    if (Object.keys(fields).length > 0) throw new UserError('CONFLICT', 'Nobody sees the profile yet.', { fields });
    const today = dayOf(clock.now());
    const cities = await this.places.citiesOf([row]);
    return role === 'MAN' ? toMan(row as ManRow, today, cities) : toWoman(row, today, cities);
  }

  async update(viewer: Viewer, input: UpdateProfileInput): Promise<Me> {
    const role = memberRole(viewer);
    const changes = await this.changesOf(role, input);
    await this.write(role, viewer.id, changes);
    return toMe(await this.db.repository(User).findOneByOrFail({ id: viewer.id }));
  }

  private async changesOf(role: Member, input: UpdateProfileInput): Promise<Changes> {
    const fields: Record<string, string> = {};
    if (typeof input.cityCode === 'string' && !(await this.places.city(input.cityCode))) fields.cityCode = 'Not the code of a commune.';
    if (typeof input.illustration === 'string' && !isIllustration(input.illustration, role))
      fields.illustration = 'Not one of your portraits.';
    if (Object.keys(fields).length > 0) throw badInput(fields);
    const changes: Changes = {
      username: input.username && tidy(input.username),
      username_key: role === 'MAN' ? input.username && usernameKey(input.username) : null,
      bio: input.bio?.trim(),
      city_code: input.cityCode,
      interests: input.interests && [...new Set(input.interests)],
      tags: input.tags && tidyTags(input.tags),
      illustration: input.illustration,
    };
    return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined && value !== null));
  }

  private async write(role: Member, userId: string, changes: Changes): Promise<void> {
    const columns = Object.keys(changes);
    if (columns.length === 0) return;
    const sets = columns.map((column, at) => `${column} = $${at + 2}`).join(', ');
    try {
      await this.db.query(`UPDATE ${TABLES[role]} SET ${sets} WHERE user_id = $1`, [userId, ...Object.values(changes)]);
    } catch (err) {
      if (!isTaken(err)) throw err;
      throw new UserError('CONFLICT', 'This name is taken.', { fields: { username: 'This name is taken.' } });
    }
  }

  private async row(userId: string, role: Member): Promise<ProfileRow & { postCount?: number }> {
    const columns = role === 'MAN' ? MAN_COLUMNS : PROFILE_COLUMNS;
    const [row] = await this.db.prepared<ManRow>(`profile.${role}`, `SELECT ${columns} FROM ${TABLES[role]} p WHERE p.user_id = $1`, [
      userId,
    ]);
    if (!row) throw new Error(`Account ${userId} has no profile.`);
    return row;
  }
}

function memberRole({ role }: Viewer): Member {
  if (role !== 'MAN' && role !== 'WOMAN') throw new UserError('FORBIDDEN');
  return role;
}
