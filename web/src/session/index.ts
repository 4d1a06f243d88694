export { call, execute } from './execute';
export { loadMedia } from './load-media';
export { session, type SessionEnd, type SessionMe, type SessionPayload, type SessionStatus } from './session';
