import { newId } from '../src/platform/ids.js';
import { as, type Caller } from './client.js';
import { theHouse } from './harness.js';
import type { Person } from './people.js';

export const SEND = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) {
  message { id clientId from kind text sentAt } conversation { id unread lastMessage { id } canSend status } } }`;
export const STEP = `mutation ($input: CreateMatchInput!) { createMatch(input: $input) { openingSent conversation { id status } } }`;
export const BLOCK = 'mutation ($id: ID!) { block(userId: $id) }';
export const CLOSE = 'mutation ($id: ID!) { closeConversation(id: $id) { id status } }';
export const REOPEN = 'mutation ($id: ID!) { reopenConversation(id: $id) { id status } }';
export const ALLOW =
  'mutation ($id: ID!, $allowed: Boolean!) { setMediaAllowed(conversationId: $id, allowed: $allowed) { id mediaAllowed } }';
export const READ = 'mutation ($id: ID!, $upTo: ID!) { markRead(conversationId: $id, upTo: $upTo) { unread readUpTo theirReadUpTo } }';

/** Says something; the id of the message. */
export async function say(caller: Caller, conversationId: string, text: string, clientId = newId()): Promise<string> {
  const { sendMessage } = await as(caller).ask<{ sendMessage: { message: { id: string } } }>(SEND, {
    input: { conversationId, clientId, text },
  });
  return sendMessage.message.id;
}

export interface StepPayload {
  createMatch: { openingSent: boolean; conversation: { id: string; status: string } };
}

export async function step(woman: Person, man: Person, more: object = {}): Promise<StepPayload['createMatch']> {
  const { createMatch } = await as(woman).ask<StepPayload>(STEP, { input: { manId: man.id, clientId: newId(), ...more } });
  return createMatch;
}

/** Resolves once another connection of this database stands before a lock. */
export async function somebodyWaits(): Promise<void> {
  const waiters = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  while ((await theHouse().app.db.query(waiters)).length === 0);
}
