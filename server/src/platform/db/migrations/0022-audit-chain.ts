import { forward } from './forward.js';

export const AuditChain = forward(
  1_770_000_000_022,
  'AuditChain',
  /* sql */ `
  -- Whose entry it is to read: what others did that concerns a person.
  CREATE INDEX audit_log_subject ON audit_log (subject_id, id);
  -- Since when its payload is erased. Its place in the chain stays.
  ALTER TABLE audit_log ADD COLUMN erased_at timestamptz;

  -- The log, sealed: each link holds the salted digest of an entry and the link before it. Whoever changes, takes out or puts in
  -- an entry breaks it; an entry whose payload and salt are erased leaves its digest, and it holds.
  CREATE TABLE audit_seals (
    number bigint PRIMARY KEY,
    entry_id bigint NOT NULL UNIQUE,
    salt text,
    digest text NOT NULL,
    seal text NOT NULL,
    sealed_at timestamptz NOT NULL
  );

  CREATE FUNCTION refuse_all_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_log' THEN
      IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.details = '{}' AND NEW.actor_id IS NULL AND NEW.subject_id IS NULL
         AND (NEW.id, NEW.at, NEW.kind) = (OLD.id, OLD.at, OLD.kind) THEN
        RETURN NEW;
      END IF;
    ELSIF TG_OP = 'UPDATE' THEN
      IF NEW.salt IS NULL AND (NEW.number, NEW.entry_id, NEW.digest, NEW.seal, NEW.sealed_at) = (OLD.number, OLD.entry_id, OLD.digest, OLD.seal, OLD.sealed_at) THEN
        RETURN NEW;
      END IF;
    END IF;
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME;
  END $$;
  DROP TRIGGER audit_log_append_only ON audit_log;
  CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_all_but_erasure();
  CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE ON audit_seals FOR EACH ROW EXECUTE FUNCTION refuse_all_but_erasure();
  `,
);
