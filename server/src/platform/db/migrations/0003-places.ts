import { forward } from './forward.js';

export const Places = forward(
  1_770_000_000_003,
  'Places',
  /* sql */ `
  CREATE TABLE regions (
    code text PRIMARY KEY,
    name text NOT NULL
  );

  CREATE TABLE departments (
    code text PRIMARY KEY,
    name text NOT NULL,
    region_code text NOT NULL REFERENCES regions
  );

  CREATE TABLE cities (
    code text PRIMARY KEY,
    name text NOT NULL,
    -- Without accent, case or hyphen, and « St » written whole: what a person types is brought to the same form.
    search_name text NOT NULL,
    postal_code text,
    postal_codes text NOT NULL,
    department_code text NOT NULL REFERENCES departments,
    region_code text NOT NULL REFERENCES regions,
    population integer NOT NULL,
    search_words tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('simple', search_name || ' ' || postal_codes)) STORED
  );
  CREATE INDEX cities_search_words ON cities USING gin (search_words) WITH (fastupdate = off);
  CREATE INDEX cities_department ON cities (department_code);
  CREATE INDEX cities_population ON cities (population DESC, code);

  -- Which edition of a reference file the tables hold, so that a start that changes nothing writes nothing.
  CREATE TABLE reference_editions (
    name text PRIMARY KEY,
    fingerprint text NOT NULL,
    loaded_at timestamptz NOT NULL
  );
  `,
);
