import type { PlaceService } from '../places/index.js';
import { clock, dayOf } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import { badInput } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { forwardPage, pageSize } from '../platform/graphql/connections.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import { toMan } from '../profiles/index.js';
import type { ApproximateCount, ManConnection, MenFilter } from './discovery.types.js';
import { menCount, menPage, type FoundRow, type Position, type Statement } from './men.queries.js';
import type { Popularity } from './popularity.js';
import type { Scopes } from './scope.service.js';
import { fingerprintOf, searchOf, type Area, type Search } from './search.js';

const MEN = 'men';
const COUNTED_MOST = 1_001;
const COUNTED_LEAST = 10;

/** A walk down one list: what its first page decided. */
interface Walk {
  asOf: string;
  areas: Area[];
  after: Position | null;
}

export class DiscoveryService {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
    private readonly places: PlaceService,
    private readonly scopes: Scopes,
    private readonly popularity: Popularity,
  ) {}

  async men(viewer: Viewer, filter: MenFilter, first: number, after?: string | null): Promise<ManConnection> {
    const size = pageSize(first);
    assertAges(filter);
    const areas = await this.scopes.areas(filter);
    const fingerprint = fingerprintOf(viewer.id, filter);
    const walk = typeof after === 'string' ? this.resume(fingerprint, areas, after) : { asOf: dayOf(clock.now()), areas, after: null };
    const search = await this.searchOf(filter, walk.asOf);
    const { area, rows } = await this.firstArea(viewer, walk, search, size);

    const today = dayOf(clock.now());
    const cities = await this.places.citiesOf(rows);
    const step = areas.indexOf(area);
    const cursorOf = (row: FoundRow) => this.cursors.encode(MEN, [fingerprint, step, walk.asOf, row.activeDay, row.shuffle, row.id]);
    const page = forwardPage(rows, size, after, (row) => toMan(row, today, cities), cursorOf);
    return { ...page, scope: await this.scopes.describe(area, step > 0) };
  }

  async count(viewer: Viewer, filter: Pick<MenFilter, 'regionCode' | 'cityCode' | 'ageMin' | 'ageMax'>): Promise<ApproximateCount> {
    assertAges(filter);
    const [area] = await this.scopes.areas(filter);
    if (!area) throw new Error('A place has no area.');
    const search = searchOf({ ...filter, interestsMatch: 'ANY' }, dayOf(clock.now()));
    const [{ count } = { count: 0 }] = await this.run<{ count: number }>(menCount(viewer.id, area, search, COUNTED_MOST));
    return approximately(count);
  }

  private async searchOf(filter: MenFilter, asOf: string): Promise<Search> {
    const search = searchOf(filter, asOf);
    return { ...search, interests: await this.popularity.byRarity(search.interests) };
  }

  /** The first area with somebody in it; the last one if nobody is anywhere. A walk stays where its first page was. */
  private async firstArea(viewer: Viewer, { areas, after }: Walk, search: Search, size: number): Promise<{ area: Area; rows: FoundRow[] }> {
    let last: { area: Area; rows: FoundRow[] } | undefined;
    for (const area of areas) {
      last = { area, rows: await this.run<FoundRow>(menPage(viewer.id, area, search, after, size)) };
      if (last.rows.length > 0) break;
    }
    if (!last) throw new Error('A place has no area.');
    return last;
  }

  private resume(fingerprint: string, areas: Area[], cursor: string): Walk {
    const [of, step, asOf, activeDay, shuffle, id] = this.cursors.decode(MEN, cursor);
    const area = areas[Number(step)];
    if (of !== fingerprint || !area) throw badInput({ after: 'This cursor does not belong to this list.' });
    return { asOf: String(asOf), areas: [area], after: { activeDay: String(activeDay), shuffle: Number(shuffle), id: String(id) } };
  }

  private run<Row>({ name, sql, params }: Statement): Promise<Row[]> {
    return this.db.preparedJson<Row>(name, sql, params);
  }
}

function assertAges({ ageMin, ageMax }: Pick<MenFilter, 'ageMin' | 'ageMax'>): void {
  const fields: Record<string, string> = {};
  for (const [field, age] of Object.entries({ ageMin, ageMax }))
    if (typeof age === 'number' && (age < 18 || age > 99)) fields[field] = 'Between 18 and 99.';
  if (typeof ageMin === 'number' && typeof ageMax === 'number' && ageMin > ageMax) fields.ageMin = 'Not above the oldest age.';
  if (Object.keys(fields).length > 0) throw badInput(fields);
}

/** Never an exact small number, never a large one: two digits between. */
export function approximately(count: number): ApproximateCount {
  if (count < COUNTED_LEAST) return { kind: 'FEWER_THAN', value: COUNTED_LEAST };
  if (count >= COUNTED_MOST) return { kind: 'MORE_THAN', value: COUNTED_MOST - 1 };
  const unit = count < 100 ? 1 : 10;
  return { kind: 'ABOUT', value: count >= 1_000 ? 1_000 : Math.round(count / unit) * unit };
}
