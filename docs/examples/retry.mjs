import { setTimeout as pause } from 'node:timers/promises';

/** Answers that another try would not change. */
const FINAL = ['FORBIDDEN', 'SUBSCRIPTION_REQUIRED', 'NOT_FOUND', 'BAD_USER_INPUT', 'CONFLICT', 'ACCOUNT_SUSPENDED', 'EMAIL_UNVERIFIED'];

export const isFinal = (problem) => FINAL.includes(problem.code);

/** Longer each time, up to half a minute, and never the same for all: after a fault nobody comes back at one instant. */
export const backoff = (failures) => Math.random() * Math.min(30_000, 500 * 2 ** failures);

/** Asks until there is an answer. For what may be asked twice: a question, or what carries a `clientId` of ours. */
export async function persist(session, query, variables) {
  for (let failures = 0; ; failures += 1) {
    try {
      return await session.ask(query, variables);
    } catch (problem) {
      if (session.over || isFinal(problem)) throw problem;
      await pause(problem.code === 'RATE_LIMITED' ? problem.retryAfter * 1_000 : backoff(failures));
    }
  }
}
