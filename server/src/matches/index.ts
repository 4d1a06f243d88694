import './match.events.js';
import type { Restraint } from '../limits/index.js';
import type { Database } from '../platform/db/database.js';
import { MatchResolver } from './match.resolver.js';
import { MatchService, type ProfilesAnswers, type Quotable, type Unanswered } from './match.service.js';
import { MatchData } from './personal-data.js';

export type { Opening } from './match.events.js';
export { CreateMatchPayload } from './match.types.js';

export interface MatchParts {
  db: Database;
  quotable: Quotable;
  profiles: ProfilesAnswers;
  restraint: Restraint;
  unanswered: Unanswered;
}

export function createMatches({ db, quotable, profiles, restraint, unanswered }: MatchParts) {
  const matches = new MatchService(db, quotable, profiles, restraint, unanswered);
  return { personalData: new MatchData(), resolvers: [new MatchResolver(matches)] };
}
