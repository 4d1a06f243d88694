/**
 * Writes `server/src/places/data/`: the regions, départements and communes of France, from the official geographic code.
 * Run it once a year, when the package carries a new edition: `node scripts/node24.mjs server/scripts/places.ts`.
 */
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { normalise } from '../src/places/normalise.js';

const read = createRequire(import.meta.url);
const source = (file: string): unknown => read(`@etalab/decoupage-administratif/data/${file}.json`);

const area = z.object({ code: z.string(), nom: z.string() });
const department = area.extend({ region: z.string() });
const commune = department.extend({
  type: z.string(),
  departement: z.string(),
  population: z.number().default(0),
  codesPostaux: z.array(z.string()).default([]),
});

const target = new URL('../src/places/data/', import.meta.url);

function write(file: string, columns: string[], rows: (string | number)[][]): void {
  const body = [columns, ...rows].map((row) => row.join('\t')).join('\n');
  writeFileSync(new URL(file, target), `${body}\n`);
}

const byCode = (a: { code: string }, b: { code: string }): number => (a.code < b.code ? -1 : 1);
const typographic = (name: string): string => name.replaceAll("'", '’');

/** The round one (13100 for Aix, not 13080); none for Paris, Lyon and Marseille, whose codes are those of their districts. */
const mainPostalCode = (codes: string[]): string =>
  (codes.length === 1 ? codes[0] : (codes.find((code) => code.endsWith('00')) ?? codes.find((code) => code.endsWith('0')))) ?? '';

// Nobody lives in the southern lands, on Clipperton and in the villages that 1916 destroyed: there is no one to meet there.
const communes = z
  .array(commune)
  .parse(source('communes'))
  .filter(({ type, population }) => type === 'commune-actuelle' && population > 0)
  .sort(byCode);
const regionCodes = new Set(communes.map(({ region }) => region));
const departmentCodes = new Set(communes.map(({ departement }) => departement));

const regions = z
  .array(area)
  .parse(source('regions'))
  .filter(({ code }) => regionCodes.has(code))
  .sort(byCode);
const departments = z
  .array(department)
  .parse(source('departements'))
  .filter(({ code }) => departmentCodes.has(code))
  .sort(byCode);

write(
  'regions.tsv',
  ['code', 'name'],
  regions.map(({ code, nom }) => [code, typographic(nom)]),
);
write(
  'departments.tsv',
  ['code', 'name', 'region_code'],
  departments.map(({ code, nom, region }) => [code, typographic(nom), region]),
);
write(
  'cities.tsv',
  ['code', 'name', 'postal_code', 'postal_codes', 'department_code', 'population'],
  communes.map(({ code, nom, codesPostaux, departement, population }) => [
    code,
    typographic(nom),
    mainPostalCode(codesPostaux),
    codesPostaux.join(' '),
    departement,
    population,
  ]),
);

const unsearchable = communes.filter(({ nom }) => !/^[a-z0-9 ]+$/.test(normalise(nom)));
if (unsearchable.length > 0) {
  throw new Error(`Names that nobody could type: ${unsearchable.map(({ nom }) => nom).join(', ')}`);
}
