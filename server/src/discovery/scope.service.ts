import type { PlaceService } from '../places/index.js';
import { badInput } from '../platform/errors.js';
import type { SearchScope } from './discovery.types.js';
import type { Area } from './search.js';

export interface Place {
  regionCode?: string | null;
  cityCode?: string | null;
}

const COUNTRY: Area = { kind: 'COUNTRY', code: null, regionCode: null };

/** From the places a person names to the areas a search looks at. */
export class Scopes {
  constructor(private readonly places: PlaceService) {}

  /** What was asked for, and after it the wider areas to look at when nobody is there. */
  async areas({ regionCode, cityCode }: Place): Promise<Area[]> {
    if (typeof regionCode === 'string' && !(await this.places.region(regionCode)))
      throw badInput({ regionCode: 'There is no such region.' });
    if (typeof cityCode !== 'string') return [typeof regionCode === 'string' ? { kind: 'REGION', code: regionCode, regionCode } : COUNTRY];
    const city = await this.places.city(cityCode);
    if (!city) throw badInput({ cityCode: 'There is no such commune.' });
    const region = city.region.code;
    if (typeof regionCode === 'string' && regionCode !== region) throw badInput({ cityCode: 'This commune lies in another region.' });
    return [
      { kind: 'CITY', code: cityCode, regionCode: region },
      ...(city.department ? [{ kind: 'DEPARTMENT', code: city.department.code, regionCode: region } as const] : []),
      { kind: 'REGION', code: region, regionCode: region },
    ];
  }

  async describe({ kind, code }: Area, widened: boolean): Promise<SearchScope> {
    return { kind, code, name: (await this.nameOf(kind, code)) ?? 'France', widened };
  }

  private async nameOf(kind: Area['kind'], code: string | null): Promise<string | undefined> {
    if (code === null) return undefined;
    const place = {
      CITY: this.places.city,
      DEPARTMENT: this.places.department,
      REGION: this.places.region,
      COUNTRY: () => Promise.resolve(null),
    }[kind];
    return (await place.call(this.places, code))?.name;
  }
}
