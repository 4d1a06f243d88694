import { visibleTo } from '../moderation/index.js';
import type { PlaceService } from '../places/index.js';
import { clock, dayOf } from '../platform/clock.js';
import type { DailyReaders } from '../platform/daily-readers.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { notFound } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { MAN_COLUMNS, MET, PROFILE_COLUMNS, toMan, toWoman, type ManRow, type ProfileRow } from './person.rows.js';
import type { Man, Person, Woman } from './person.types.js';

/**
 * Other people, in sets. Each answer has the order of the ids, with null for whoever is missing, incomplete, not in good
 * standing or blocked. Whether the viewer has a right to ask at all is the caller's matter.
 */
export class PeopleService {
  constructor(
    private readonly db: Database,
    private readonly places: PlaceService,
    private readonly views: DailyReaders,
  ) {}

  async men(viewerId: string, ids: readonly string[]): Promise<(Man | null)[]> {
    const rows = await this.db.prepared<ManRow>(
      'people.men',
      `SELECT ${MAN_COLUMNS} FROM profiles_men p WHERE p.user_id = ANY ($2::uuid[]) AND p.visible AND ${visibleTo('$1::uuid', 'p.user_id')}`,
      [viewerId, ids],
    );
    const today = dayOf(clock.now());
    const cities = await this.places.citiesOf(rows);
    return inOrder(
      ids,
      rows.map((row) => toMan(row, today, cities)),
    );
  }

  async women(viewerId: string, ids: readonly string[]): Promise<(Woman | null)[]> {
    const rows = await this.db.prepared<ProfileRow>(
      'people.women',
      `SELECT ${PROFILE_COLUMNS} FROM profiles_women p
       WHERE p.user_id = ANY ($2::uuid[]) AND ${MET} AND ${visibleTo('$1::uuid', 'p.user_id')}`,
      [viewerId, ids],
    );
    const today = dayOf(clock.now());
    const cities = await this.places.citiesOf(rows);
    return inOrder(
      ids,
      rows.map((row) => toWoman(row, today, cities)),
    );
  }

  /** The man whose page she opens, or NOT_FOUND. That somebody did is counted. */
  async man(viewer: Viewer, id: string): Promise<Man> {
    const [man] = await this.men(viewer.id, [id]);
    if (!man) throw notFound();
    this.views.count(viewer.id, [man.id]);
    return man;
  }

  /** Somebody whose row came along with something else: `manAsJson`, `womanAsJson`. */
  async shown(row: ManRow | ProfileRow): Promise<Person> {
    const [today, cities] = [dayOf(clock.now()), await this.places.citiesOf([row])];
    return 'activeDay' in row ? toMan(row, today, cities) : toWoman(row, today, cities);
  }

  /** Whether she may see this man now. */
  async seesMan(viewerId: string, id: string): Promise<boolean> {
    const [man] = await this.men(viewerId, [id]);
    return Boolean(man);
  }

  /** Whether she has what a man is shown of her: a name and a town. */
  async canBeMet(womanId: string): Promise<boolean> {
    const [row] = await this.db.query(
      'SELECT 1 FROM profiles_women WHERE user_id = $1 AND username IS NOT NULL AND city_code IS NOT NULL',
      [womanId],
    );
    return row !== undefined;
  }

  /** A profile as its table keeps it, for evidence. */
  async snapshot(tx: Tx, id: string): Promise<object | null> {
    const [row] = await tx.query<object>(
      `SELECT ${PROFILE_COLUMNS} FROM profiles_men p WHERE p.user_id = $1 UNION ALL SELECT ${PROFILE_COLUMNS} FROM profiles_women p WHERE p.user_id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Whether somebody has ever given themselves a name or a town: others may have seen it. */
  async hasProfile(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM profiles_men WHERE user_id = $1 AND (username IS NOT NULL OR city_code IS NOT NULL)
       UNION ALL SELECT 1 FROM profiles_women WHERE user_id = $1 AND (username IS NOT NULL OR city_code IS NOT NULL)`,
      [id],
    );
    return rows.length > 0;
  }

  /** The names of men and women, whatever their standing: for moderators. Who has none is missing. */
  async usernames(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.query<{ id: string; username: string }>(
      `SELECT user_id AS id, username FROM profiles_men WHERE user_id = ANY ($1::uuid[]) AND username IS NOT NULL
       UNION ALL SELECT user_id, username FROM profiles_women WHERE user_id = ANY ($1::uuid[]) AND username IS NOT NULL`,
      [ids],
    );
    return new Map(rows.map(({ id, username }) => [id, username]));
  }
}

function inOrder<P extends { id: string }>(ids: readonly string[], people: P[]): (P | null)[] {
  const byId = new Map(people.map((person) => [person.id, person]));
  return ids.map((id) => byId.get(id.toLowerCase()) ?? null);
}
