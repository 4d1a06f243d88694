import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRights } from '../../src/platform/graphql/guards.js';
import { PROJECT_ROOT } from '../../src/platform/project-root.js';

/** Mutations that anybody may repeat as often as they like, and why that harms nobody. */
const UNLIMITED: Record<string, string> = {
  signOut: 'a way out is never closed',
  endSession: 'a way out is never closed: it ends what was opened by a limited sign-in',
  closeConversation: 'a way out is never closed: it ends what a limited step or reopening opened',
  deletePost: 'takes away what a limited createPost made',
  removeMedia: 'takes away what a limited createUpload made',
  removeDevice: 'takes away what a limited registerDevice made',
  cancelEmailChange: 'takes away what a limited requestEmailChange asked for',
  removePhone: 'takes away what a limited confirmPhone made',
  withdrawConsent: 'a way out is never closed: it ends every session',
  acceptTerms: 'a version that was accepted already adds no row',
  acknowledgeDecision: 'once for a decision: said again it writes nothing',
  markRead: 'a mark that does not move writes nothing, and there are as many moves as messages',
  sendMessage: 'counted beside its one statement, by conversation and by first words (server/src/limits)',
  claimReport: 'moderators only, in the audit log',
  releaseReport: 'moderators only, in the audit log',
  decide: 'moderators only, once for a report, in the audit log',
  handleReport: 'moderators only, once for a report, in the audit log',
  decideAppeal: 'moderators only, once for an appeal, in the audit log',
  nameModerator: 'admins only, in the audit log',
};

const contract = buildSchema(readFileSync(join(PROJECT_ROOT, 'schema.graphql'), 'utf8'));
const mutations = Object.values(contract.getMutationType()?.getFields() ?? {});
const rightsOf = (name: string) => readRights(contract, contract.getMutationType()!.getFields()[name]!);

it('every mutation is limited, or says why it need not be', () => {
  expect(mutations.length).toBeGreaterThan(40);
  const unlimited = mutations.map(({ name }) => name).filter((name) => rightsOf(name).rateLimits.length === 0);
  expect(unlimited.sort()).toEqual(Object.keys(UNLIMITED).sort());
});

it('what a stranger may ask for is limited by address as well', () => {
  const open = mutations.map(({ name }) => name).filter((name) => rightsOf(name).isPublic && !(name in UNLIMITED));
  expect(open).toEqual(expect.arrayContaining(['signUp', 'signIn', 'requestPasswordReset']));
  expect(open.filter((name) => !rightsOf(name).rateLimits.some(({ by }) => by === 'IP'))).toEqual([]);
});
