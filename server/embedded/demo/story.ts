import { AdWriter } from './ads.js';
import { CASTINGS, type Casting } from './castings.js';
import type { DemoConversation, DemoMessage, DemoPerson } from './demo.types.js';
import { strangers } from './people.js';
import { Chance } from './random.js';
import type { Dialogue, Line } from './words/dialogue.js';
import { DIALOGUES } from './words/dialogues.js';

export interface DemoStory {
  people: DemoPerson[];
  conversations: DemoConversation[];
}

const DAY = 24 * 60;

// Who wrote one of these is kept for the dialogue that answers it.
const AWAITED = DIALOGUES.flatMap(({ answersBio }) => (answersBio === undefined ? [] : [answersBio]));

export const demoPeople = (seed: number): DemoPerson[] => demoStory(seed).people;
export const demoConversations = (seed: number): DemoConversation[] => demoStory(seed).conversations;

/** The people and what they said to each other. The same seed tells the same story. */
export function demoStory(seed: number): DemoStory {
  const chance = new Chance(seed + 2);
  const ads = new AdWriter(chance);
  const people = new Map(strangers(seed).map((person) => [person.key, person]));
  const taken = new Set(CASTINGS.flatMap(({ man }) => (man === undefined ? [] : [man])));

  const conversations = CASTINGS.map((casting): DemoConversation => {
    const dialogue = dialogueOf(casting);
    const woman = known(people, casting.woman);
    const man = casting.man === undefined ? partner(people, woman, dialogue, taken) : known(people, casting.man);
    taken.add(man.key);
    const end = casting.endedMinutesAgo ?? Math.max(man.activeDaysAgo, woman.activeDaysAgo) * DAY + chance.between(100, 9 * DAY);
    const messages = timed(dialogue.lines.slice(0, casting.lines), end, chance);
    if (dialogue.quotes !== undefined) {
      const written = Math.ceil((messages[0]?.minutesAgo ?? 0) / DAY) + chance.between(1, 2);
      const ad = ads.ad(dialogue.quotes, written, man.key === 'hugo' ? 25 : 8);
      people.set(man.key, { ...man, posts: [...man.posts, ad].sort((a, b) => a.daysAgo - b.daysAgo) });
    }
    return { woman: woman.key, man: man.key, quotes: dialogue.quotes ?? null, messages, unread: { woman: 0, man: 0, ...casting.unread } };
  });
  return { people: [...people.values()], conversations };
}

function dialogueOf({ dialogue: id }: Casting): Dialogue {
  const dialogue = DIALOGUES.find((each) => each.id === id);
  if (!dialogue) throw new Error(`No dialogue is called ${id}.`);
  return dialogue;
}

function known(people: Map<string, DemoPerson>, key: string): DemoPerson {
  const person = people.get(key);
  if (!person) throw new Error(`Nobody in the demo is called ${key}.`);
  return person;
}

/** A man nobody talks to yet who could have this conversation with her: near by and of her age when possible. */
function partner(
  people: Map<string, DemoPerson>,
  woman: DemoPerson,
  { answersBio = '', quotes }: Dialogue,
  taken: Set<string>,
): DemoPerson {
  const distance = (man: DemoPerson): number => {
    const place = man.cityCode === woman.cityCode ? 0 : man.cityCode.slice(0, 2) === woman.cityCode.slice(0, 2) ? 4 : 12;
    return place + Math.abs(man.age - woman.age) + man.activeDaysAgo;
  };
  const fit = [...people.values()].filter(
    (man) =>
      man.role === 'MAN' &&
      !taken.has(man.key) &&
      man.joinedDaysAgo >= 60 &&
      (quotes === undefined || man.activeDaysAgo < 14) &&
      (answersBio === '' ? !AWAITED.some((sentence) => man.bio.includes(sentence)) : man.bio.includes(answersBio)),
  );
  const [nearest] = fit.sort((a, b) => distance(a) - distance(b));
  if (!nearest) throw new Error(`Nobody wrote « ${answersBio} ».`);
  return nearest;
}

/** Answers come within the half hour; « later » lines the next day or the one after. */
function timed(lines: readonly Line[], endedMinutesAgo: number, chance: Chance): DemoMessage[] {
  let minutesAgo = endedMinutesAgo;
  return lines
    .toReversed()
    .map(({ by, text, later }) => {
      const message = { by, text, minutesAgo };
      minutesAgo += later ? chance.between(16 * 60, 40 * 60) : chance.between(1, 25);
      return message;
    })
    .reverse();
}
