import { forward } from './forward.js';

export const Media = forward(
  1_770_000_000_014,
  'Media',
  /* sql */ `
  -- One photo or film, from the moment somebody wants to send it. Its files are named by its id. A row is deleted only after
  -- its files are, so that no file is ever without one: the account goes last too.
  CREATE TABLE media (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES users,
    purpose text NOT NULL CHECK (purpose IN ('PROFILE', 'POST', 'MESSAGE')),
    kind text NOT NULL CHECK (kind IN ('PHOTO', 'VIDEO')),
    status text NOT NULL CHECK (status IN ('UPLOADING', 'PROCESSING', 'READY', 'REJECTED', 'REMOVED')),
    refusal text,
    -- As declared before the upload, which the store holds it to.
    content_type text NOT NULL,
    size bigint NOT NULL,
    -- The store's own id of an upload in parts.
    multipart_id text,
    progress smallint NOT NULL DEFAULT 0,
    width integer,
    height integer,
    duration_ms integer,
    blurhash text,
    color text,
    alt text NOT NULL DEFAULT '',
    caption text NOT NULL DEFAULT '',
    -- Among its owner's, the smallest first; photos and films count apart.
    place integer NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CHECK (status <> 'READY' OR (width IS NOT NULL AND height IS NOT NULL AND blurhash IS NOT NULL AND color IS NOT NULL))
  );
  CREATE INDEX media_owner ON media (owner_id, purpose, kind, place, id);
  -- What is to be swept: uploads nobody completed, files not yet removed.
  CREATE INDEX media_unfinished ON media (changed_at) WHERE status IN ('UPLOADING', 'PROCESSING', 'REMOVED');

  -- The first photo of a profile stands on it, so that a page of people is still one query.
  ALTER TABLE profiles_men ADD COLUMN portrait jsonb;
  ALTER TABLE profiles_women ADD COLUMN portrait jsonb;
  CREATE FUNCTION follow_portrait() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    first jsonb;
  BEGIN
    -- One at a time for each owner; what is read after the lock is true until the commit.
    PERFORM 1 FROM users WHERE id = NEW.owner_id FOR NO KEY UPDATE;
    SELECT jsonb_build_object('id', id, 'kind', kind, 'width', width, 'height', height, 'blurhash', blurhash, 'color', color, 'alt', alt, 'caption', caption)
      INTO first FROM media
      WHERE owner_id = NEW.owner_id AND purpose = 'PROFILE' AND kind = 'PHOTO' AND status = 'READY' ORDER BY place, id LIMIT 1;
    UPDATE profiles_men SET portrait = first WHERE user_id = NEW.owner_id AND portrait IS DISTINCT FROM first;
    UPDATE profiles_women SET portrait = first WHERE user_id = NEW.owner_id AND portrait IS DISTINCT FROM first;
    RETURN NULL;
  END $$;
  CREATE TRIGGER media_follow_portrait AFTER UPDATE OF status, place, alt, caption ON media FOR EACH ROW
    WHEN (NEW.purpose = 'PROFILE' AND NEW.kind = 'PHOTO' AND (OLD.status = 'READY' OR NEW.status = 'READY')) EXECUTE FUNCTION follow_portrait();

  -- What changed for its owner may be one of these. Rows that stand are of the kinds there were: none need be read again.
  ALTER TABLE inbox_events DROP CONSTRAINT inbox_events_kind_check;
  ALTER TABLE inbox_events ADD CONSTRAINT inbox_events_kind_check
    CHECK (kind IN ('OPENED', 'MESSAGE', 'READ', 'CLOSED', 'MEMBERSHIP', 'MEDIA')) NOT VALID;
  ALTER TABLE inbox_events ADD COLUMN media_id uuid;
  DROP FUNCTION inbox_append(uuid, timestamptz, text, uuid, integer, uuid);
  -- As before (0011), and about a photo or film.
  CREATE FUNCTION inbox_append(p_user uuid, p_at timestamptz, p_kind text, p_conversation uuid, p_seq integer, p_actor uuid, p_media uuid DEFAULT NULL)
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    next integer;
  BEGIN
    INSERT INTO inboxes AS box (user_id, version) VALUES (p_user, 1)
      ON CONFLICT (user_id) DO UPDATE SET version = box.version + 1
      RETURNING version INTO next;
    INSERT INTO inbox_events (user_id, number, at, kind, conversation_id, message_seq, actor_id, media_id)
      VALUES (p_user, next, p_at, p_kind, p_conversation, p_seq, p_actor, p_media);
  END $$;
  `,
);
