import type { PlaceService } from '../places/index.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/db/database.js';
import type { EventBus } from '../platform/events.js';
import type { Logger } from '../platform/logger.js';
import { Activity } from './activity.js';
import { PeopleService } from './people.service.js';
import { ProfileData } from './personal-data.js';
import { ProfileResolver } from './profile.resolver.js';
import { ProfileService } from './profile.service.js';
import { profileViews } from './views.js';

export { illustrationRoutes } from './illustrations.routes.js';
export { INTERESTS, interestOf } from './interests.js';
export { ActivityBucketEnum, Man, Person, Woman, type ActivityBucket } from './person.types.js';
export { MAN_COLUMNS, manAsJson, shiftDay, sinceDay, toMan, womanAsJson, type ManRow, type ProfileRow } from './person.rows.js';
export type { Activity } from './activity.js';
export { MyProfile, type UpdateProfileInput } from './profile.types.js';
export type { PeopleService } from './people.service.js';

export interface ProfileParts {
  config: Config;
  db: Database;
  events: EventBus;
  places: PlaceService;
  log: Logger;
}

export function createProfiles({ config, db, events, places, log }: ProfileParts) {
  const views = profileViews(db, log, config.secrets.token);
  const people = new PeopleService(db, places, views);
  const profiles = new ProfileService(db, places);
  const activity = new Activity(db, log);
  events.within('account.created', (tx, account) => profiles.create(tx, account));
  events.within('phone.verified', (tx, { userId }) => profiles.setVerified(tx, userId, true));
  events.within('phone.removed', (tx, { userId }) => profiles.setVerified(tx, userId, false));
  return { people, profiles, activity, views, personalData: new ProfileData(db), resolvers: [new ProfileResolver(profiles, people)] };
}
