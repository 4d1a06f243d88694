import { illustrationKeys } from '../../src/profiles/illustrations.js';
import { MEN_PORTRAITS } from '../../src/profiles/illustrations.picks.js';
import { INTERESTS } from '../../src/profiles/interests.js';
import { AdWriter } from './ads.js';
import { BioWriter } from './bios.js';
import { CAST } from './cast.js';
import type { DemoPerson } from './demo.types.js';
import { Chance, Deck } from './random.js';
import { TOWNS } from './towns.js';
import { ENGLISH_BIOS } from './words/english.js';
import { MEN_NAMES, NICKNAMES } from './words/names.js';
import { TAGS } from './words/tags.js';

const WHITE_HAIR = new Set(Object.entries(MEN_PORTRAITS).flatMap(([key, { hair }]) => (hair === 42 ? [key] : [])));
const SOUFFLE = 'Premier soufflé réussi hier soir. Aucun témoin. C’est tout le problème.';
const INTEREST_IDS = INTERESTS.map(({ id }) => id);

/** Invented men of every region: the cast first, then town by town. */
export function demoMen(seed: number): DemoPerson[] {
  const chance = new Chance(seed);
  const bios = new BioWriter(chance);
  const ads = new AdWriter(chance);
  const names = new NameGiver(chance);
  const portraits = new Deck(illustrationKeys('MAN'), chance);
  const foreigners = new Map(ENGLISH_BIOS.map((bio, at) => [at * 53 + 17, bio]));

  const cast = CAST.map((part): DemoPerson => {
    // Hugo is the one everybody reads.
    const posts = part.key === 'hugo' ? [ads.ad(SOUFFLE, 25, 30)] : ads.write(part.interests, 300, 0).slice(0, 2);
    return { ...part, ...constant('FR'), birthdayDaysAgo: chance.between(1, 364), joinedDaysAgo: 300, activeDaysAgo: 0, posts };
  });
  const others = TOWNS.flatMap(([cityCode, men]) => Array.from({ length: men }, () => cityCode)).map((cityCode, at): DemoPerson => {
    const foreign = foreigners.get(at);
    const age = foreign ? chance.between(30, 44) : anAge(chance);
    const bio = foreign ? { text: foreign.text, likes: foreign.likes ?? [] } : bios.write(age);
    const interests = [...new Set([...bio.likes, ...chance.shuffled(INTEREST_IDS).slice(0, chance.between(2, 5))])].slice(0, 8);
    const username = names.give(age);
    const [joinedDaysAgo, activeDaysAgo] = foreign ? [200, chance.between(0, 5)] : calendar(chance);
    return {
      ...constant(foreign ? 'EN' : 'FR'),
      key: keyOf(username),
      username,
      age,
      birthdayDaysAgo: chance.between(1, 364),
      cityCode,
      bio: bio.text,
      interests,
      tags: chance.shuffled(TAGS).slice(0, chance.between(0, 4)),
      illustration: portraits.deal((key) => (age < 50 ? !WHITE_HAIR.has(key) : age < 60 || WHITE_HAIR.has(key) || chance.happens(0.4))),
      joinedDaysAgo,
      activeDaysAgo,
      posts: ads.write(interests, joinedDaysAgo, activeDaysAgo),
    };
  });
  return [...cast, ...others];
}

const constant = (locale: 'FR' | 'EN') => ({ role: 'MAN', locale, member: false }) as const;

/** « Jean-Luc » → `jean-luc`: what is equal to the eye counts as the same name. */
export const keyOf = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** 19 to 68, most between 27 and 48. */
function anAge(chance: Chance): number {
  const turn = chance.next();
  if (turn < 0.15) return chance.between(19, 26);
  if (turn < 0.75) return chance.between(27, 46);
  return chance.between(47, 68);
}

/** Three in ten were here today, two thirds this week. */
function calendar(chance: Chance): [joinedDaysAgo: number, activeDaysAgo: number] {
  const turn = chance.next();
  const active = turn < 0.3 ? 0 : turn < 0.66 ? chance.between(1, 6) : turn < 0.9 ? chance.between(7, 29) : chance.between(30, 120);
  return [active + chance.between(3, 400), active];
}

/** Every username once: first names of the right generation, and nicknames. */
class NameGiver {
  private readonly names: Record<keyof typeof MEN_NAMES, string[]>;
  private readonly nicknames: string[];

  constructor(private readonly chance: Chance) {
    this.names = {
      young: chance.shuffled(MEN_NAMES.young),
      working: chance.shuffled(MEN_NAMES.working),
      retired: chance.shuffled(MEN_NAMES.retired),
    };
    this.nicknames = chance.shuffled(NICKNAMES);
  }

  give(age: number): string {
    const own = this.names[age < 27 ? 'young' : age < 52 ? 'working' : 'retired'];
    const name =
      (this.chance.happens(0.2) ? undefined : own.pop()) ??
      this.nicknames.pop() ??
      this.names.working.pop() ??
      this.names.retired.pop() ??
      this.names.young.pop();
    if (name === undefined) throw new Error('More men than names.');
    return name;
  }
}
