import { readFileSync } from 'node:fs';
import { isIllustration } from '../../src/profiles/illustrations.js';
import { interestOf } from '../../src/profiles/interests.js';
import { TAG, usernameKey, usernameProblem } from '../../src/profiles/profile.validation.js';
import type { DemoPerson } from './demo.types.js';
import { demoStory } from './story.js';
import { ADS } from './words/ads.js';
import { CLOSERS } from './words/closers.js';
import { DIALOGUES } from './words/dialogues.js';
import { MIDDLES } from './words/middles.js';
import { OPENERS } from './words/openers.js';

const { people, conversations } = demoStory(7);
const men = people.filter(({ role }) => role === 'MAN');
const women = people.filter(({ role }) => role === 'WOMAN');
const byKey = new Map(people.map((person) => [person.key, person]));

const tsv = (name: string): string[][] =>
  readFileSync(new URL(`../../src/places/data/${name}.tsv`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
const regionOfDepartment = new Map(tsv('departments').map(([code, , region]) => [code, region]));
const regionOfCity = new Map(tsv('cities').map(([code, , , , department]) => [code, regionOfDepartment.get(department)]));
const EIGHTEEN = ['01', '02', '03', '04', '06', '11', '24', '27', '28', '32', '44', '52', '53', '75', '76', '84', '93', '94'];

const count = (all: readonly DemoPerson[], test: (person: DemoPerson) => boolean): number => all.filter(test).length;

describe('the people of the demo', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(demoStory(7)).toEqual({ people, conversations });
    expect(demoStory(8).people).not.toEqual(people);
  });

  it('are at least 420 men and 40 women of every region, dense in Lyon and Paris', () => {
    expect(men.length).toBeGreaterThanOrEqual(420);
    expect(women.length).toBeGreaterThanOrEqual(40);
    for (const region of EIGHTEEN) expect(count(men, ({ cityCode }) => regionOfCity.get(cityCode) === region)).toBeGreaterThanOrEqual(8);
    expect(count(men, ({ cityCode }) => cityCode === '69123')).toBeGreaterThanOrEqual(40);
    expect(count(men, ({ cityCode }) => cityCode === '75056')).toBeGreaterThanOrEqual(60);
    for (const { cityCode } of people) expect(regionOfCity.get(cityCode)).toBeDefined();
  });

  it('have usernames of their own, whatever the accents', () => {
    expect(new Set(men.map(({ username }) => usernameKey(username))).size).toBe(men.length);
    expect(new Set(people.map(({ key }) => key)).size).toBe(people.length);
    for (const { username } of people) expect([username, usernameProblem(username)]).toEqual([username, null]);
    for (const { key } of people) expect(key).toMatch(/^[a-z\d-]+$/);
  });

  it('are adults with a portrait, tastes and a past that fit', () => {
    for (const person of [...men, ...women]) {
      expect(person.age).toBeGreaterThanOrEqual(19);
      expect(person.age).toBeLessThanOrEqual(68);
      expect(isIllustration(person.illustration, person.role === 'MAN' ? 'MAN' : 'WOMAN')).toBe(true);
      expect(person.interests.length).toBeGreaterThanOrEqual(2);
      expect(person.interests.filter((id) => !interestOf(id))).toEqual([]);
      expect(person.interests.length).toBeLessThanOrEqual(10);
      expect(person.bio.length).toBeLessThanOrEqual(600);
      for (const tag of person.tags) expect(tag.length).toBeLessThanOrEqual(TAG.max);
      expect(new Set(person.interests).size).toBe(person.interests.length);
      expect(person.joinedDaysAgo).toBeGreaterThan(person.activeDaysAgo);
    }
  });

  it('say things that suit their age', () => {
    const said = [...OPENERS, ...MIDDLES, ...CLOSERS].filter(({ age }) => age === 'retired');
    for (const { age, bio } of men) if (said.some(({ text }) => bio.includes(text))) expect(age).toBeGreaterThanOrEqual(60);
  });

  it('do not read alike: the first hundred begin and end each in their own way', () => {
    const hundred = men.slice(0, 100).map(({ bio }) => bio);
    const first = hundred.map((bio) => OPENERS.find(({ text }) => bio.startsWith(text))?.text ?? bio);
    expect(new Set(first).size).toBe(100);
    expect(new Set(men.map(({ bio }) => bio)).size).toBe(men.length);
  });
});

describe('the ads of the demo', () => {
  it('are of the last thirty days, none twice by the same man, one view count per day', () => {
    for (const { posts, joinedDaysAgo } of men) {
      expect(new Set(posts.map(({ text }) => text)).size).toBe(posts.length);
      for (const { daysAgo, views } of posts) {
        expect(daysAgo).toBeLessThan(31);
        expect(daysAgo).toBeLessThanOrEqual(joinedDaysAgo);
        expect(views).toHaveLength(daysAgo);
      }
    }
    expect(count(men, ({ posts }) => posts.length > 0)).toBeGreaterThan(men.length / 2);
  });
});

describe('the conversations of the demo', () => {
  it('are about thirty, each between two people who talk only once', () => {
    expect(conversations.length).toBeGreaterThanOrEqual(30);
    expect(new Set(conversations.map(({ woman, man }) => `${woman} ${man}`)).size).toBe(conversations.length);
  });

  it('begin with her, after the ad they quote, and follow each other in time', () => {
    for (const { woman, man, quotes, messages } of conversations) {
      expect([byKey.get(woman)?.role, byKey.get(man)?.role]).toEqual(['WOMAN', 'MAN']);
      expect(messages[0]?.by).toBe('SHE');
      const minutes = messages.map(({ minutesAgo }) => minutesAgo);
      expect(minutes).toEqual([...new Set(minutes)].sort((a, b) => b - a));
      expect(minutes.at(-1)).toBeGreaterThan(0);
      const ad = byKey.get(man)?.posts.find(({ text }) => text === quotes);
      if (quotes !== null) expect((ad?.daysAgo ?? 0) * 24 * 60).toBeGreaterThan(minutes[0] ?? 0);
    }
  });

  it('leave unread only what the other wrote last', () => {
    for (const { messages, unread } of conversations) {
      if (unread.woman > 0) expect(messages.slice(-unread.woman).map(({ by }) => by)).not.toContain('SHE');
      if (unread.man > 0) expect(messages.slice(-unread.man).map(({ by }) => by)).not.toContain('HE');
    }
  });
});

describe('the words of the demo', () => {
  const words = [...OPENERS, ...MIDDLES, ...CLOSERS, ...ADS].map(({ text }) => text);
  const lines = DIALOGUES.flatMap(({ lines: said }) => said.map(({ text }) => text));

  it('are many, and none is there twice', () => {
    expect(
      [OPENERS.length, MIDDLES.length, CLOSERS.length, ADS.length, DIALOGUES.length].map((n, at) => n >= [120, 100, 80, 150, 14][at]!),
    ).not.toContain(false);
    expect(new Set(words).size).toBe(words.length);
  });

  it('follow French typography', () => {
    for (const text of [...words, ...lines, ...people.map(({ bio }) => bio)]) {
      expect(text).not.toMatch(/'|\.\.\.|«(?!\u202f)|[^\u202f]»|\u0020[?!:;»]/);
    }
  });

  it('name only interests that exist', () => {
    const liked = [...OPENERS, ...MIDDLES, ...CLOSERS, ...ADS].flatMap(({ likes = [] }) => likes);
    expect(liked.filter((id) => !interestOf(id))).toEqual([]);
  });
});
