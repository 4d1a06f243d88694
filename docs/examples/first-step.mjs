import { randomUUID } from 'node:crypto';
import { persist } from './retry.mjs';
import { signInFromEnvironment } from './session.mjs';

const STEP = `mutation ($input: CreateMatchInput!) {
  createMatch(input: $input) { openingSent conversation { id with { ... on Man { username } } } }
}`;

const [manId, opening] = process.argv.slice(2);
const session = await signInFromEnvironment();
// Our own id, made once and kept through every retry: however often the step is sent, it is taken once.
const input = { manId, opening, clientId: randomUUID() };
const { createMatch } = await persist(session, STEP, { input });
const { conversation, openingSent } = createMatch;
console.log(`Conversation ${conversation.id} with ${conversation.with?.username} is open${openingSent ? ', your line is said' : ''}`);
await session.signOut();
