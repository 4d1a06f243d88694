import { forward } from './forward.js';

/** Photos and films in messages: the sender's, looked at, sent once; his only where she has allowed it. */
export const MediaInConversations = forward(
  1_770_000_000_019,
  'MediaInConversations',
  /* sql */ `
  -- Hers to give, and to take back. Until then nothing of his is shown to her.
  ALTER TABLE conversations ADD COLUMN media_allowed boolean NOT NULL DEFAULT false;

  -- What its photos and films look like, as jsonb, so that a page of messages is still one query; null when it never had any.
  -- What was removed since is missing from it.
  ALTER TABLE messages ADD COLUMN media jsonb;

  -- Where it was sent. It is not deleted with the conversation: its files go first.
  ALTER TABLE media ADD COLUMN conversation_id uuid;
  ALTER TABLE media ADD COLUMN message_id uuid;
  CREATE INDEX media_message ON media (message_id) WHERE message_id IS NOT NULL;
  CREATE INDEX media_conversation ON media (conversation_id) WHERE conversation_id IS NOT NULL;
  -- What is to be swept as well: made for a message that was never sent.
  CREATE INDEX media_unsent ON media (changed_at) WHERE purpose = 'MESSAGE' AND message_id IS NULL;

  -- Until then the form that a photo is posted with may be used again: what it brings after all is removed once more.
  ALTER TABLE media ADD COLUMN open_until timestamptz NOT NULL DEFAULT now() + interval '90 minutes';

  CREATE FUNCTION follow_message() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE messages SET media = (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'width', width, 'height', height, 'duration', duration_ms / 1000.0,
                                                   'blurhash', blurhash, 'color', color, 'alt', alt, 'caption', caption) ORDER BY place), '[]')
        FROM media WHERE message_id = NEW.message_id AND status = 'READY')
      WHERE id = NEW.message_id;
    RETURN NULL;
  END $$;
  CREATE TRIGGER media_follow_message AFTER UPDATE OF status, alt, caption ON media FOR EACH ROW
    WHEN (NEW.message_id IS NOT NULL) EXECUTE FUNCTION follow_message();

  -- A conversation that is erased takes its photos and films along: the sweep removes their files, and then the rows. Before, so
  -- that media are locked before messages here as everywhere.
  CREATE FUNCTION remove_media_of_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE media SET status = 'REMOVED' WHERE conversation_id = OLD.id AND status <> 'REMOVED';
    RETURN OLD;
  END $$;
  CREATE TRIGGER conversations_remove_media BEFORE DELETE ON conversations FOR EACH ROW EXECUTE FUNCTION remove_media_of_conversation();

  -- That she allowed his, or no longer does, is told to both. Rows that stand are of the kinds there were: none need be read again.
  ALTER TABLE inbox_events DROP CONSTRAINT inbox_events_kind_check;
  ALTER TABLE inbox_events ADD CONSTRAINT inbox_events_kind_check
    CHECK (kind IN ('OPENED', 'MESSAGE', 'READ', 'CLOSED', 'MEMBERSHIP', 'MEDIA', 'ALLOWED')) NOT VALID;

  DROP FUNCTION send_message(uuid, uuid, uuid, uuid, text, timestamptz);

  -- outcome: SENT; KNOWN (sent before under the same client id: the first message is the answer, whatever happened since);
  -- NOT_FOUND (no such conversation, or not the sender's); CLOSED (or the other can no longer be reached); MEDIA_OFF (his, and she
  -- has not allowed them); MEDIA_UNFIT (not all of them the sender's own, READY, unsent and for a message, or a film among others).
  CREATE FUNCTION send_message(p_id uuid, p_conversation uuid, p_sender uuid, p_client uuid, p_text text, p_now timestamptz,
                               p_media uuid[] DEFAULT NULL,
                               OUT outcome text, OUT sent messages, OUT talk conversations, OUT woman_number integer, OUT man_number integer)
  LANGUAGE plpgsql AS $$
  DECLARE
    kinds text[];
  BEGIN
    -- A retry gets its acknowledgement without waiting for anybody, even after the conversation has been closed.
    SELECT * INTO sent FROM messages WHERE conversation_id = p_conversation AND sender_id = p_sender AND client_id = p_client;
    IF FOUND THEN
      outcome := 'KNOWN';
      SELECT * INTO talk FROM conversations WHERE id = p_conversation;
      RETURN;
    END IF;

    -- From here on nobody else writes into this conversation, closes it or blocks in it. A row that a block has changed
    -- while this waited is read anew.
    SELECT * INTO talk FROM conversations WHERE id = p_conversation AND p_sender IN (woman_id, man_id) FOR NO KEY UPDATE;
    IF NOT FOUND THEN
      outcome := 'NOT_FOUND';
      RETURN;
    END IF;

    -- The same message may have come in by another connection while this one waited for the lock.
    SELECT * INTO sent FROM messages WHERE conversation_id = p_conversation AND sender_id = p_sender AND client_id = p_client;
    IF FOUND THEN
      outcome := 'KNOWN';
      RETURN;
    END IF;

    -- Open as locked, and the other in good standing.
    IF talk.status <> 'OPEN' OR NOT EXISTS (
      SELECT 1 FROM users WHERE id = CASE WHEN p_sender = talk.woman_id THEN talk.man_id ELSE talk.woman_id END AND status = 'ACTIVE'
    ) THEN
      outcome := 'CLOSED';
      RETURN;
    END IF;

    IF p_media IS NOT NULL THEN
      IF p_sender = talk.man_id AND NOT talk.media_allowed THEN
        outcome := 'MEDIA_OFF';
        RETURN;
      END IF;
      -- Held until the commit: what another message takes, or the sweep or its owner removes, is not there for this one.
      SELECT array_agg(m.kind) INTO kinds FROM (
        SELECT kind FROM media
          WHERE id = ANY (p_media) AND owner_id = p_sender AND purpose = 'MESSAGE' AND status = 'READY' AND message_id IS NULL
          ORDER BY id FOR UPDATE
      ) m;
      IF cardinality(kinds) IS DISTINCT FROM cardinality(p_media) OR ('VIDEO' = ANY (kinds) AND cardinality(kinds) > 1) THEN
        outcome := 'MEDIA_UNFIT';
        RETURN;
      END IF;
    END IF;

    outcome := 'SENT';
    sent := append_message(talk, p_id, p_sender, p_client, 'TEXT', p_text, NULL, NULL, p_now);
    IF p_media IS NOT NULL THEN
      -- Their status does not change: it is named so that the trigger writes what they look like onto the message.
      UPDATE media SET conversation_id = p_conversation, message_id = p_id, place = array_position(p_media, id), status = status
        WHERE id = ANY (p_media);
      SELECT * INTO sent FROM messages WHERE conversation_id = p_conversation AND seq = sent.seq;
    END IF;
    SELECT * INTO talk FROM conversations WHERE id = p_conversation;
    -- Both counters are still locked: these are the numbers of this message.
    SELECT version INTO woman_number FROM inboxes WHERE user_id = talk.woman_id;
    SELECT version INTO man_number FROM inboxes WHERE user_id = talk.man_id;
  END $$;
  `,
);
