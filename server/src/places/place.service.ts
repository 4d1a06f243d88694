import DataLoader from 'dataloader';
import { badInput } from '../platform/errors.js';
import type { City, Department, Region } from './place.types.js';
import { cityRows, departmentRows, regionRows, searchCities, type CityRow, type Queryable } from './places.queries.js';

const MOST = 50;
/** What cannot be a code is not asked for: the database would refuse a NUL. */
const CITY_CODE = /^\w{5}$/;

interface Areas {
  regions: Region[];
  regionBy: Map<string, Region>;
  departmentBy: Map<string, Department>;
}

/**
 * Places change once a year, with a release: what was read once may be remembered by each process.
 */
export class PlaceService {
  private areas: Promise<Areas> | undefined;
  /** Only what exists is remembered: strangers may ask for any code, and would fill the memory. */
  private readonly remembered = new Map<string, City>();
  private readonly loader: DataLoader<string, City | null>;

  constructor(private readonly db: Queryable) {
    this.loader = new DataLoader((codes) => this.byCodes(codes), { maxBatchSize: 500, cache: false });
  }

  /** By name; Corse before Île-de-France, whatever the accents. */
  async regions(): Promise<Region[]> {
    return (await this.known()).regions;
  }

  async region(code: string): Promise<Region | null> {
    return (await this.known()).regionBy.get(code) ?? null;
  }

  async department(code: string): Promise<Department | null> {
    return (await this.known()).departmentBy.get(code) ?? null;
  }

  /** Batched and remembered: ask for it once per row without a second thought. */
  async city(code: string): Promise<City | null> {
    if (!CITY_CODE.test(code)) return null;
    return this.remembered.get(code) ?? this.loader.load(code);
  }

  /** By code, those of these rows among others: a page of a list awaits once what is not remembered, and mostly nothing. */
  async citiesOf(rows: readonly { cityCode: string | null }[]): Promise<ReadonlyMap<string, City>> {
    const missing: Promise<unknown>[] = [];
    for (const { cityCode } of rows) if (cityCode !== null && !this.remembered.has(cityCode)) missing.push(this.city(cityCode));
    if (missing.length > 0) await Promise.all(missing);
    return this.remembered;
  }

  async search(typed: string, first: number): Promise<City[]> {
    if (typed.length > 100) throw badInput({ search: 'At most 100 characters.' });
    if (first < 1 || first > MOST) throw badInput({ first: `Between 1 and ${MOST}.` });
    const rows = await searchCities(this.db, typed, first);
    return this.withAreas(rows);
  }

  private async byCodes(codes: readonly string[]): Promise<(City | null)[]> {
    const cities = await this.withAreas(await cityRows(this.db, codes));
    for (const city of cities) this.remembered.set(city.code, city);
    return codes.map((code) => this.remembered.get(code) ?? null);
  }

  private async withAreas(rows: CityRow[]): Promise<City[]> {
    const { regionBy, departmentBy } = await this.known();
    return rows.map(({ code, name, postalCode, departmentCode, regionCode }) => {
      const region = regionBy.get(regionCode);
      if (!region) throw new Error(`Commune ${code} lies in an unknown region, ${regionCode}.`);
      return { code, name, postalCode, department: departmentBy.get(departmentCode) ?? null, region };
    });
  }

  private known(): Promise<Areas> {
    this.areas ??= this.readAreas().catch((err: unknown) => {
      this.areas = undefined;
      throw err;
    });
    return this.areas;
  }

  private async readAreas(): Promise<Areas> {
    const [regionsRead, departmentsRead] = await Promise.all([regionRows(this.db), departmentRows(this.db)]);
    const departments = departmentsRead.sort(byName);
    const regions = regionsRead.sort(byName).map(({ code, name }) => ({
      code,
      name,
      departments: departments.filter(({ regionCode }) => regionCode === code),
    }));
    if (regions.length === 0) throw new Error('The list of places is not loaded.');
    return {
      regions,
      regionBy: new Map(regions.map((region) => [region.code, region])),
      departmentBy: new Map(departments.map((department) => [department.code, department])),
    };
  }
}

const french = new Intl.Collator('fr');
const byName = (a: { name: string }, b: { name: string }): number => french.compare(a.name, b.name);
