import { forward } from './forward.js';

/**
 * What a message does, in one round trip. Locks are taken in one order everywhere: the conversation's row, then the
 * counters by user id, so that two senders never wait for each other in a circle. Each statement of a plpgsql function
 * sees what was committed before it began: what is read after a lock was obtained is true as long as the lock is held.
 */
export const ChatFunctions = forward(
  1_770_000_000_011,
  'ChatFunctions',
  /* sql */ `
  -- Adds one row to a person's inbox under its next number. The counter stays locked until the commit: nobody can be
  -- given n + 1 before n is either committed or gone.
  CREATE FUNCTION inbox_append(p_user uuid, p_at timestamptz, p_kind text, p_conversation uuid, p_seq integer, p_actor uuid)
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    next integer;
  BEGIN
    INSERT INTO inboxes AS box (user_id, version) VALUES (p_user, 1)
      ON CONFLICT (user_id) DO UPDATE SET version = box.version + 1
      RETURNING version INTO next;
    INSERT INTO inbox_events (user_id, number, at, kind, conversation_id, message_seq, actor_id)
      VALUES (p_user, next, p_at, p_kind, p_conversation, p_seq, p_actor);
  END $$;

  -- The same for both people of a conversation, the smaller id first. The actor's own row is for their other devices.
  CREATE FUNCTION inbox_tell_both(p_conversation conversations, p_at timestamptz, p_kind text, p_seq integer, p_actor uuid)
  RETURNS void LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM inbox_append(LEAST(p_conversation.woman_id, p_conversation.man_id), p_at, p_kind, p_conversation.id, p_seq, p_actor);
    PERFORM inbox_append(GREATEST(p_conversation.woman_id, p_conversation.man_id), p_at, p_kind, p_conversation.id, p_seq, p_actor);
  END $$;

  -- Writes a message into a conversation whose row the caller has locked. Its time never runs before the one above it,
  -- whatever the clocks of two servers say.
  CREATE FUNCTION append_message(p_conversation conversations, p_id uuid, p_sender uuid, p_client uuid, p_kind text, p_text text,
                                 p_quoted_post uuid, p_quoted_text text, p_now timestamptz)
  RETURNS messages LANGUAGE plpgsql AS $$
  DECLARE
    written messages;
  BEGIN
    INSERT INTO messages (conversation_id, seq, id, sender_id, client_id, kind, text, quoted_post_id, quoted_text, sent_at)
      VALUES (p_conversation.id, p_conversation.last_seq + 1, p_id, p_sender, p_client, p_kind, p_text, p_quoted_post, p_quoted_text,
              GREATEST(p_now, p_conversation.last_activity_at))
      RETURNING * INTO written;
    UPDATE conversations
      SET last_seq = written.seq,
          last_activity_at = written.sent_at,
          woman_unread = woman_unread + (p_sender = man_id)::integer,
          man_unread = man_unread + (p_sender = woman_id)::integer
      WHERE id = p_conversation.id;
    PERFORM inbox_tell_both(p_conversation, written.sent_at, 'MESSAGE', written.seq, p_sender);
    RETURN written;
  END $$;

  -- outcome: SENT; KNOWN (sent before under the same client id: the first message is the answer, whatever happened since);
  -- NOT_FOUND (no such conversation, or not the sender's); CLOSED (or the other can no longer be reached).
  CREATE FUNCTION send_message(p_id uuid, p_conversation uuid, p_sender uuid, p_client uuid, p_text text, p_now timestamptz,
                               OUT outcome text, OUT sent messages, OUT talk conversations)
  LANGUAGE plpgsql AS $$
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

    outcome := 'SENT';
    sent := append_message(talk, p_id, p_sender, p_client, 'TEXT', p_text, NULL, NULL, p_now);
    SELECT * INTO talk FROM conversations WHERE id = p_conversation;
  END $$;

  -- Moves a reader's mark to a message, never back. What is kept is the last message of the other up to there: one's own
  -- are read by writing them. Answers READ, KNOWN (nothing moved) or NOT_FOUND.
  CREATE FUNCTION mark_read(p_conversation uuid, p_reader uuid, p_message uuid, p_now timestamptz)
  RETURNS text LANGUAGE plpgsql AS $$
  DECLARE
    talk conversations;
    mark messages;
    left_unread integer;
  BEGIN
    SELECT * INTO talk FROM conversations
      WHERE id = p_conversation AND p_reader IN (woman_id, man_id) AND status = 'OPEN' FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN 'NOT_FOUND'; END IF;
    SELECT * INTO mark FROM messages WHERE id = p_message AND conversation_id = p_conversation;
    IF NOT FOUND THEN RETURN 'NOT_FOUND'; END IF;

    SELECT * INTO mark FROM messages
      WHERE conversation_id = p_conversation AND seq <= mark.seq AND sender_id <> p_reader
      ORDER BY seq DESC LIMIT 1;
    IF NOT FOUND OR mark.seq <= (CASE WHEN p_reader = talk.woman_id THEN talk.woman_read_seq ELSE talk.man_read_seq END) THEN
      RETURN 'KNOWN';
    END IF;

    SELECT count(*) INTO left_unread FROM messages
      WHERE conversation_id = p_conversation AND seq > mark.seq AND sender_id <> p_reader;
    IF p_reader = talk.woman_id THEN
      UPDATE conversations SET woman_read_seq = mark.seq, woman_read_id = mark.id, woman_unread = left_unread WHERE id = p_conversation;
    ELSE
      UPDATE conversations SET man_read_seq = mark.seq, man_read_id = mark.id, man_unread = left_unread WHERE id = p_conversation;
    END IF;
    PERFORM inbox_tell_both(talk, p_now, 'READ', mark.seq, p_reader);
    RETURN 'READ';
  END $$;
  `,
);
