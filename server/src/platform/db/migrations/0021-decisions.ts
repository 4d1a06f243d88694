import { forward } from './forward.js';

export const Decisions = forward(
  1_770_000_000_021,
  'Decisions',
  /* sql */ `
  -- A report may point at a photo or film, or at messages of its conversation. What is most serious is read first.
  ALTER TABLE reports ADD COLUMN media_id uuid;
  ALTER TABLE reports ADD COLUMN message_ids uuid[] NOT NULL DEFAULT '{}';
  ALTER TABLE reports ADD COLUMN severity smallint NOT NULL DEFAULT 1;
  ALTER TABLE reports ADD COLUMN claimed_by uuid REFERENCES users ON DELETE SET NULL;
  ALTER TABLE reports ADD COLUMN claimed_at timestamptz;
  -- Filed to harm: such reports are counted, and their author may file fewer.
  ALTER TABLE reports ADD COLUMN abusive boolean NOT NULL DEFAULT false;
  -- The last link of its evidence, which the audit log knows as well.
  ALTER TABLE reports ADD COLUMN evidence_hash text;
  UPDATE reports SET severity = CASE WHEN reason IN ('MINOR', 'THREAT') THEN 3 WHEN reason IN ('FAKE_PROFILE', 'OTHER') THEN 1 ELSE 2 END;
  CREATE INDEX reports_by_severity ON reports (severity DESC, id) WHERE status = 'OPEN';

  -- What was there when a report was filed, each row linked to the one before it. Once it is purged the links still hold.
  CREATE TABLE evidence (
    report_id uuid NOT NULL REFERENCES reports ON DELETE CASCADE,
    place smallint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('PROFILE', 'POSTS', 'CONVERSATION', 'MEDIA')),
    content text,
    salt text,
    hash text NOT NULL,
    created_at timestamptz NOT NULL,
    purged_at timestamptz,
    PRIMARY KEY (report_id, place)
  );
  CREATE FUNCTION refuse_altered_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.content IS NULL AND NEW.salt IS NULL AND NEW.purged_at IS NOT NULL
       AND (NEW.report_id, NEW.place, NEW.kind, NEW.hash, NEW.created_at) = (OLD.report_id, OLD.place, OLD.kind, OLD.hash, OLD.created_at) THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'evidence is purged or left as it is';
  END $$;
  CREATE TRIGGER evidence_frozen BEFORE UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_altered_evidence();

  -- Photos and films that are evidence: their files stay, whatever their owner does.
  CREATE TABLE evidence_media (
    media_id uuid NOT NULL,
    report_id uuid NOT NULL REFERENCES reports ON DELETE CASCADE,
    PRIMARY KEY (media_id, report_id)
  );
  CREATE INDEX evidence_media_report ON evidence_media (report_id);

  -- One per report: what was decided, by whom, for which reasons, and what became of it.
  CREATE TABLE decisions (
    id uuid PRIMARY KEY,
    report_id uuid NOT NULL UNIQUE REFERENCES reports ON DELETE CASCADE,
    subject_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    outcome text NOT NULL CHECK (outcome IN
      ('DISMISS', 'WARN', 'REMOVE_CONTENT', 'SUSPEND_1_DAY', 'SUSPEND_3_DAYS', 'SUSPEND_7_DAYS', 'SUSPEND_30_DAYS', 'BAN')),
    rule text,
    facts text NOT NULL,
    -- The statement of reasons as it was sent; null when nobody had to be told.
    statement text,
    decided_by uuid REFERENCES users ON DELETE SET NULL,
    decided_at timestamptz NOT NULL,
    ends_at timestamptz,
    -- Since when it is void, because an appeal was granted.
    overturned_at timestamptz,
    -- What it took out of sight, and a granted appeal gives back: not what its owner had removed before.
    removed jsonb,
    CHECK (outcome = 'DISMISS' OR (rule IS NOT NULL AND statement IS NOT NULL))
  );
  CREATE INDEX decisions_subject ON decisions (subject_id, decided_at);

  CREATE TABLE appeals (
    decision_id uuid PRIMARY KEY REFERENCES decisions ON DELETE CASCADE,
    words text NOT NULL,
    filed_at timestamptz NOT NULL,
    decided_by uuid REFERENCES users ON DELETE SET NULL,
    decided_at timestamptz,
    granted boolean,
    answer text,
    CHECK ((decided_at IS NULL) = (granted IS NULL))
  );
  CREATE INDEX appeals_waiting ON appeals (filed_at, decision_id) WHERE decided_at IS NULL;
  CREATE INDEX appeals_decided ON appeals (decided_at, decision_id) WHERE decided_at IS NOT NULL;

  -- Until when an account is suspended: from then on it is not, also before a job has said so. Null: until somebody says so.
  ALTER TABLE users ADD COLUMN suspended_until timestamptz;
  CREATE INDEX users_suspended ON users (suspended_until) WHERE status = 'SUSPENDED';
  -- What a moderator was before, and becomes again.
  ALTER TABLE users ADD COLUMN former_role text CHECK (former_role IN ('MAN', 'WOMAN'));

  -- A moderator took it away: its place and number stay.
  ALTER TABLE messages ADD COLUMN removed_at timestamptz;
  `,
);
