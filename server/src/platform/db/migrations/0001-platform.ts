import { forward } from './forward.js';

export const Platform = forward(
  1_770_000_000_001,
  'Platform',
  /* sql */ `
  -- Jobs wait here from the transaction that wants them until the relay hands them to the queue.
  CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    job text NOT NULL,
    payload jsonb NOT NULL,
    start_at timestamptz NOT NULL
  );

  -- Counters of rate-limiter-flexible. Unlogged: after a crash everybody starts afresh.
  CREATE UNLOGGED TABLE rate_limits (
    key varchar(255) PRIMARY KEY,
    points integer NOT NULL DEFAULT 0,
    expire bigint
  );

  -- Append-only: sensitive acts, written in the transaction of the act.
  CREATE TABLE audit_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    actor_id uuid,
    subject_id uuid,
    details jsonb NOT NULL
  );
  CREATE INDEX audit_log_actor ON audit_log (actor_id, id);
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME;
  END $$;
  CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
  `,
);
