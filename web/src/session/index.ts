export { call, execute } from './execute';
export { session, type SessionEnd, type SessionMe, type SessionPayload, type SessionStatus } from './session';
