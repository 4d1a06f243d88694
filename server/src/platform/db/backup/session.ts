import type { ClientBase } from 'pg';

/** A connection for work that takes its time, and that writes and reads values the same way on every server. */
export async function settle(client: ClientBase): Promise<void> {
  await client.query(`
    SELECT set_config(name, '0', false) FROM pg_settings
    WHERE name IN ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout', 'lock_timeout');
    SET client_encoding = 'UTF8'; SET timezone = 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET bytea_output = 'hex';
    SET extra_float_digits = 1;
    -- A policy that hides rows from us is an error, not a smaller backup.
    SET row_security = off`);
}
