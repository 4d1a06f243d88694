const UNIQUE_VIOLATION = '23505';

/** Whether PostgreSQL refused because another row has this already. */
export const isTaken = (err: unknown): boolean => (err as { code?: string }).code === UNIQUE_VIOLATION;
