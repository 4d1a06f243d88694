import type { DemoPost, Sentence } from './demo.types.js';
import { Deck, type Chance } from './random.js';
import { ADS } from './words/ads.js';
import { DIALOGUES } from './words/dialogues.js';

// An ad that a conversation quotes belongs to the man of that conversation.
const UNQUOTED = ADS.filter(({ text }) => !DIALOGUES.some(({ quotes }) => quotes === text));

/** Most men have written something; a few write a lot. */
const HOW_MANY = [0, 0, 1, 1, 1, 2, 2, 3, 4];

/** Deals ads to men: close to their tastes when possible, and none comes back before all were used. */
export class AdWriter {
  private readonly deck: Deck<Sentence>;

  constructor(private readonly chance: Chance) {
    this.deck = new Deck(UNQUOTED, chance);
  }

  write(interests: readonly string[], joinedDaysAgo: number, activeDaysAgo: number): DemoPost[] {
    const oldest = Math.min(29, joinedDaysAgo);
    if (activeDaysAgo > oldest) return [];
    const days = this.chance.shuffled(range(activeDaysAgo, oldest)).slice(0, this.chance.pick(HOW_MANY));
    const texts = new Set<string>();
    return days.sort((a, b) => a - b).map((daysAgo) => this.ad(this.text(interests, texts), daysAgo, this.chance.next() * 6));
  }

  /** `warmth`: roughly how many people look at it on its first day. */
  ad(text: string, daysAgo: number, warmth: number): DemoPost {
    // Minute 0 is midnight; today's are of the small hours, so that they are past whatever the time.
    const minute = daysAgo === 0 ? this.chance.between(1, 10) : this.chance.between(6 * 60, 20 * 60);
    return { text, daysAgo, minute, views: this.views(daysAgo, warmth) };
  }

  private text(interests: readonly string[], already: Set<string>): string {
    const suits = ({ text, likes = [] }: Sentence): boolean =>
      !already.has(text) && (likes.length === 0 || likes.some((like) => interests.includes(like)));
    const { text } = this.deck.deal(suits);
    already.add(text);
    return text;
  }

  private views(days: number, warmth: number): number[] {
    return range(1, days).map((day) => Math.round((warmth * (0.5 + this.chance.next())) / Math.sqrt(day)));
  }
}

const range = (first: number, last: number): number[] => Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
