import { z } from 'zod';

/** Raise it when an older version of this program could not read what is written. */
export const FORMAT = 1;

export const MANIFEST = 'manifest.json';
export const JOBS = 'pending-jobs.csv.gz';
export const entryOf = (table: string): string => `tables/${table}.csv.gz`;

const manifestShape = z.object({
  format: z.literal(FORMAT),
  takenAt: z.iso.datetime(),
  postgres: z.string(),
  /** The migrations that made these tables, in the order in which they ran. */
  migrations: z.array(z.string()).min(1),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int(),
      /** Over all rows in any order; see `fingerprint.ts`. */
      fingerprint: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), used: z.boolean() })),
  pendingJobs: z.number().int(),
});

export type Manifest = z.infer<typeof manifestShape>;

export function readManifest(text: string): Manifest {
  const json: unknown = JSON.parse(text);
  const { format } = z.object({ format: z.number() }).parse(json);
  if (format > FORMAT) throw new Error('This backup was made by a newer version of Premier Pas: restore it with that one.');
  return manifestShape.parse(json);
}
