import type { DemoPerson } from './demo.types.js';
import { demoMen, keyOf } from './men.js';
import { Chance } from './random.js';
import { WOMEN } from './words/women.js';

/** Everybody before anything happened between them: men, women and a moderator. */
export function strangers(seed: number): DemoPerson[] {
  return [...demoMen(seed), ...demoWomen(new Chance(seed + 1)), MODERATOR];
}

function demoWomen(chance: Chance): DemoPerson[] {
  return WOMEN.map(([username, age, cityCode, illustration, interests, bio], at) => ({
    key: keyOf(username),
    role: 'WOMAN',
    locale: 'FR',
    username,
    age,
    birthdayDaysAgo: chance.between(1, 364),
    cityCode,
    bio,
    interests: interests.split(' '),
    tags: [],
    illustration,
    joinedDaysAgo: chance.between(40, 300),
    activeDaysAgo: at < 2 ? 0 : chance.between(0, 9),
    posts: [],
    member: username !== 'Inès',
  }));
}

const MODERATOR: DemoPerson = {
  key: 'moderation',
  role: 'MODERATOR',
  locale: 'FR',
  username: 'Modération',
  age: 40,
  birthdayDaysAgo: 100,
  cityCode: '75056',
  bio: '',
  interests: [],
  tags: [],
  illustration: 'f20',
  joinedDaysAgo: 400,
  activeDaysAgo: 0,
  posts: [],
  member: false,
};
