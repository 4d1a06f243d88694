import type { ClientBase } from 'pg';

/**
 * What the queue has still to do, as the outbox would say it: restored, the relay hands it over again. A run that was under way
 * begins anew, which a handler must bear anyway. A dead letter becomes its job again, with all its tries: whatever it died of
 * may be gone in the new place, and if not, it lies among the dead letters once more.
 */
export async function pendingJobs(client: ClientBase): Promise<string> {
  const { rows } = await client.query(`SELECT 1 FROM pg_class WHERE oid = to_regclass('pgboss.job')`);
  // A database that no process has worked on has no queue yet.
  if (rows.length === 0) return 'SELECT job, payload, start_at FROM outbox WHERE false';
  return /* sql */ `
    SELECT coalesce(source_name, name) AS job, coalesce(data, '{}') AS payload, start_after AS start_at FROM pgboss.job
    WHERE state IN ('created', 'retry', 'active') AND NOT starts_with(name, '__pgboss__') ORDER BY created_on`;
}
