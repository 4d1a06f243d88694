import { normalise } from './normalise.js';

/** Whatever runs SQL: the database, or one transaction of it. */
export interface Queryable {
  query<Row>(sql: string, params?: unknown[]): Promise<Row[]>;
}

export interface CityRow {
  code: string;
  name: string;
  postalCode: string | null;
  departmentCode: string;
  regionCode: string;
}

const COLUMNS = 'code, name, postal_code AS "postalCode", department_code AS "departmentCode", region_code AS "regionCode"';

export function regionRows(db: Queryable): Promise<{ code: string; name: string }[]> {
  return db.query('SELECT code, name FROM regions');
}

export function departmentRows(db: Queryable): Promise<{ code: string; name: string; regionCode: string }[]> {
  return db.query('SELECT code, name, region_code AS "regionCode" FROM departments');
}

export function cityRows(db: Queryable, codes: readonly string[]): Promise<CityRow[]> {
  return db.query(`SELECT ${COLUMNS} FROM cities WHERE code = ANY ($1)`, [codes]);
}

/**
 * Every word typed must begin a word of the name or one of its postal codes (that is the index). Then, in this order: the name
 * itself, names that begin so (« havre » begins Le Havre: the article does not count), the rest; the most populous first.
 */
export function searchCities(db: Queryable, typed: string, first: number): Promise<CityRow[]> {
  const words = normalise(typed);
  if (words === '') return Promise.resolve([]);
  return db.query(
    `SELECT ${COLUMNS}
     FROM cities, LATERAL (SELECT regexp_replace(search_name, '^(l|le|la|les) ', '') AS bare) AS name
     WHERE search_words @@ to_tsquery('simple', $1)
     ORDER BY (search_name = $2) DESC,
              (starts_with(search_name, $2) OR starts_with(bare, $2)) DESC,
              population DESC, code
     LIMIT $3`,
    [prefixQuery(words), words, first],
  );
}

/** `st etie` → `saint:* & etie:*`; « s » and « st » alone are still half a word, so they also stand for what they begin. */
function prefixQuery(words: string): string {
  return words
    .split(' ')
    .map((word) => `${word}:*`)
    .join(' & ');
}
