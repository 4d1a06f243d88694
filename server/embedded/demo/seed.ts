import type { App } from '../../src/app.js';
import { clock } from '../../src/platform/clock.js';
import type { Logger } from '../../src/platform/logger.js';
import type { Simulator } from '../stripe/index.js';
import { Calendar } from './calendar.js';
import { DEMO_PASSWORD, demoEmail } from './logins.js';
import { seedAdPictures } from './seed-ad-pictures.js';
import { seedAds } from './seed-ads.js';
import { seedConversations } from './seed-conversations.js';
import { DemoPainter, seedMedia } from './pictures/index.js';
import { seedMemberships } from './seed-memberships.js';
import { seedAccounts, seedPhones, seedProfiles } from './seed-people.js';
import { demoStory } from './story.js';

const SEED = 7;

/** Fills an empty house with invented people. Does nothing where they live already. */
export async function seedDemo(app: App, stripe: Pick<Simulator, 'seedSubscription'>): Promise<void> {
  const { people, conversations } = demoStory(SEED);
  const known = await app.db.one('SELECT 1 FROM users WHERE email_key = $1', [demoEmail('lea')]);
  if (!known) {
    const calendar = new Calendar(clock.now());
    const passwordHash = await app.accounts.passwords.hash(DEMO_PASSWORD);
    await app.db.transaction(async (tx) => {
      const ids = await seedAccounts(tx, people, passwordHash, calendar);
      await seedPhones(tx, people, ids, calendar);
      await seedProfiles(tx, people, ids, calendar);
      await seedMedia(tx, people, ids);
      const adId = await seedAds(tx, people, ids, calendar);
      await seedAdPictures(tx, people, ids, adId);
      await seedConversations(tx, conversations, ids, calendar, adId);
    });
    // So many rows at once: without this the first searches would be planned for an empty house.
    await app.db.query('ANALYZE');
  }
  await seedMemberships(app, stripe, people);
}

/** Their photos take longer than anybody should wait for the site. */
export const demoPainter = (app: App, log: Logger): DemoPainter => new DemoPainter(app, log, demoStory(SEED).people);
