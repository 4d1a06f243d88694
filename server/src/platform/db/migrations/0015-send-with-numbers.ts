import { forward } from './forward.js';

/** `send_message` also tells the numbers it gave, so that whoever reads here is shown the message without reading it back. */
export const SendWithNumbers = forward(
  1_770_000_000_015,
  'SendWithNumbers',
  /* sql */ `
  DROP FUNCTION send_message(uuid, uuid, uuid, uuid, text, timestamptz);

  -- outcome: SENT; KNOWN (sent before under the same client id: the first message is the answer, whatever happened since);
  -- NOT_FOUND (no such conversation, or not the sender's); CLOSED (or the other can no longer be reached).
  CREATE FUNCTION send_message(p_id uuid, p_conversation uuid, p_sender uuid, p_client uuid, p_text text, p_now timestamptz,
                               OUT outcome text, OUT sent messages, OUT talk conversations, OUT woman_number integer, OUT man_number integer)
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
    -- Both counters are still locked: these are the numbers of this message.
    SELECT version INTO woman_number FROM inboxes WHERE user_id = talk.woman_id;
    SELECT version INTO man_number FROM inboxes WHERE user_id = talk.man_id;
  END $$;
  `,
);
