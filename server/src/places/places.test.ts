import { ask, refusal } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { loadPlaces } from './load-places.js';
import { normalise } from './normalise.js';
import { PlaceService } from './place.service.js';

interface City {
  code: string;
  name: string;
  postalCode: string | null;
  department: { code: string; name: string } | null;
  region: { code: string; name: string };
}

const CITIES = /* GraphQL */ `
  query ($search: String!, $first: Int! = 10) {
    cities(search: $search, first: $first) {
      code
      name
      postalCode
      department {
        code
        name
      }
      region {
        code
        name
      }
    }
  }
`;

describe('places', () => {
  useHouse();

  const search = async (typed: string, first = 10): Promise<City[]> =>
    (await ask<{ cities: City[] }>(CITIES, { search: typed, first })).cities;
  const best = async (typed: string): Promise<string | undefined> => (await search(typed, 1))[0]?.code;

  it('gives the regions by name, each with its départements, overseas included', async () => {
    const { regions } = await ask<{ regions: { code: string; name: string; departments: { code: string }[] }[] }>(
      '{ regions { code name departments { code } } }',
    );
    const codes = regions.map(({ code }) => code);
    for (const code of [
      '01',
      '02',
      '03',
      '04',
      '06',
      '11',
      '24',
      '27',
      '28',
      '32',
      '44',
      '52',
      '53',
      '75',
      '76',
      '84',
      '93',
      '94',
      '987',
      '988',
    ])
      expect(codes).toContain(code);
    expect(regions.map(({ name }) => name)).toEqual(regions.map(({ name }) => name).sort(new Intl.Collator('fr').compare));
    expect(regions.find(({ code }) => code === '94')?.departments.map(({ code }) => code)).toEqual(['2A', '2B']);
    expect(regions.flatMap(({ departments }) => departments)).toHaveLength(107);
  });

  it('finds a commune by its official code, whole', async () => {
    const { city } = await ask<{ city: City }>(
      '{ city(code: "13001") { code name postalCode department { code name } region { code name } } }',
    );
    expect(city).toEqual({
      code: '13001',
      name: 'Aix-en-Provence',
      postalCode: '13100',
      department: { code: '13', name: 'Bouches-du-Rhône' },
      region: { code: '93', name: 'Provence-Alpes-Côte d’Azur' },
    });
  });

  it('answers null for a code that is none, an arrondissement’s included', async () => {
    for (const code of ['99999', '75111', '', "'; DROP TABLE cities; --"]) {
      expect(await ask('query ($code: String!) { city(code: $code) { code } }', { code })).toEqual({ city: null });
    }
  });

  it.each([
    ['lyo', '69123'],
    ['LYON', '69123'],
    ['st eti', '42218'],
    ['St-Étienne', '42218'],
    ['saint-etienne', '42218'],
    ['havre', '76351'],
    ['le mans', '72181'],
    ['mans', '72181'],
    ['aix prov', '13001'],
    ["l'hay", '94038'],
    ['oeuf', '62633'],
    ['d’avray', '92077'],
    ['eu', '76255'],
    ['nouméa', '98818'],
    ['ajacc', '2A004'],
  ])('understands « %s »', async (typed, code) => {
    expect(await best(typed)).toBe(code);
  });

  it('finds a commune by postal code, those of districts too', async () => {
    expect(await best('69003')).toBe('69123');
    expect(await best('paris 75011')).toBe('75056');
    expect((await search('97400')).map(({ name }) => name)).toContain('Saint-Denis');
  });

  it('puts names that begin so before names that contain it, the most populous first', async () => {
    const names = (await search('denis', 20)).map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['Saint-Denis', 'Saint-Denis']);
    const vals = (await search('val', 50)).map(({ name }) => name.replace(/^L[ea]s? /, ''));
    const lastThatBegins = vals.findLastIndex((name) => /^val/i.test(name));
    expect(vals.slice(0, lastThatBegins).every((name) => /^val/i.test(name))).toBe(true);
  });

  it.each(['', '   ', '%', '***', ':* & !', '🙂', '\\', "'"])('finds nothing for « %s », without complaint', async (typed) => {
    expect(await search(typed)).toEqual([]);
  });

  it('refuses too long a search and too many results', async () => {
    expect(await refusal(CITIES, { search: 'a'.repeat(101) })).toBe('BAD_USER_INPUT');
    expect(await refusal(CITIES, { search: 'lyon', first: 51 })).toBe('BAD_USER_INPUT');
    expect(await refusal(CITIES, { search: 'lyon', first: 0 })).toBe('BAD_USER_INPUT');
  });

  it('reads a city once, however often it is asked for', async () => {
    const { db } = theHouse().app;
    const asked: unknown[] = [];
    const query: typeof db.query = (sql, params) => {
      asked.push(sql);
      return db.query(sql, params);
    };
    const places = new PlaceService({ query });
    await Promise.all(['69123', '75056', '69123', 'nowhere'].map((code) => places.city(code)));
    const before = asked.length;
    expect((await places.city('75056'))?.name).toBe('Paris');
    expect(asked.length).toBe(before);
  });

  it('searches by the index', async () => {
    const { db } = theHouse().app;
    await db.query('ANALYZE cities');
    const plan = await db.query<Record<string, string>>(
      `EXPLAIN SELECT code FROM cities WHERE search_words @@ to_tsquery('simple', 'saint:* & eti:*')`,
    );
    expect(JSON.stringify(plan)).toContain('cities_search_words');
  });

  it('loads an edition once, and again what was changed by hand when the edition differs', async () => {
    const { db } = theHouse().app;
    expect(await loadPlaces(db)).toEqual({ loaded: false });
    await db.query(`UPDATE cities SET name = 'Ailleurs' WHERE code = '69123'`);
    await db.query(`UPDATE reference_editions SET fingerprint = 'older' WHERE name = 'places'`);
    expect(await loadPlaces(db)).toEqual({ loaded: true });
    expect((await search('lyon', 1))[0]?.name).toBe('Lyon');
  });
});

describe('the searchable form of a name', () => {
  it.each([
    ['L’Haÿ-les-Roses', 'l hay les roses'],
    ['Œuf-en-Ternois', 'oeuf en ternois'],
    ['ST-DENIS', 'saint denis'],
    ['Ste Foy', 'sainte foy'],
    ['Stains', 'stains'],
    ['  ', ''],
  ])('of « %s » is « %s »', (name, form) => {
    expect(normalise(name)).toBe(form);
  });
});
