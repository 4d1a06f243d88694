import { CAST } from './cast.js';
import type { AgeGroup, Sentence } from './demo.types.js';
import { Deck, type Chance } from './random.js';
import { CLOSERS } from './words/closers.js';
import { MIDDLES } from './words/middles.js';
import { OPENERS } from './words/openers.js';

const SAYS: Record<AgeGroup, (age: number) => boolean> = {
  young: (age) => age <= 27,
  working: (age) => age >= 27 && age <= 61,
  retired: (age) => age >= 60,
};

const UNCAST = OPENERS.filter(({ text }) => !CAST.some(({ bio }) => bio.includes(text)));

interface Bio {
  text: string;
  /** What its sentences let guess. */
  likes: string[];
}

/** Puts bios together from whole sentences, each used once before any is used again. */
export class BioWriter {
  private readonly openers: Deck<Sentence>;
  private readonly middles: Deck<Sentence>;
  private readonly closers: Deck<Sentence>;

  constructor(private readonly chance: Chance) {
    this.openers = new Deck(UNCAST, chance);
    this.middles = new Deck(MIDDLES, chance);
    this.closers = new Deck(CLOSERS, chance);
  }

  write(age: number): Bio {
    const fits = (sentence: Sentence): boolean => sentence.age === undefined || SAYS[sentence.age](age);
    // Those that only some may say go to them first; else everybody's run out, and theirs lie idle.
    const opener =
      (this.chance.happens(0.6) ? this.openers.dealIfThere((each) => each.age !== undefined && fits(each)) : undefined) ??
      this.openers.deal(fits);
    const form = this.chance.next();
    const sentences =
      form < 0.2
        ? [opener, this.closers.deal(fits)]
        : form < 0.3
          ? [opener, this.middles.deal(fits), this.middles.deal(fits), this.closers.deal(fits)]
          : [opener, this.middles.deal(fits), this.closers.deal(fits)];
    return { text: sentences.map(({ text }) => text).join(' '), likes: sentences.flatMap(({ likes = [] }) => likes) };
  }
}
