/** A seeded source of chance: the same seed tells the same story on every machine. */
export class Chance {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.next() * from.length)];
    if (picked === undefined) throw new Error('Nothing to pick from.');
    return picked;
  }

  shuffled<T>(all: readonly T[]): T[] {
    const result = [...all];
    for (let last = result.length - 1; last > 0; last -= 1) {
      const other = this.between(0, last);
      [result[last], result[other]] = [result[other] as T, result[last] as T];
    }
    return result;
  }
}

/** Deals every card once before any comes back, so that neighbours do not resemble each other. */
export class Deck<T> {
  private pile: T[] = [];

  constructor(
    private readonly cards: readonly T[],
    private readonly chance: Chance,
  ) {}

  /** The next card that fits; those passed over stay on top for the next call. */
  deal(fits: (card: T) => boolean = () => true): T {
    const card = this.dealIfThere(fits) ?? this.refilled().dealIfThere(fits);
    if (card === undefined) throw new Error('No card of the deck fits.');
    return card;
  }

  /** The same, but only among the cards that were not dealt in this round. */
  dealIfThere(fits: (card: T) => boolean): T | undefined {
    const at = this.pile.findIndex(fits);
    return at < 0 ? undefined : this.pile.splice(at, 1)[0];
  }

  private refilled(): this {
    const waiting = new Set(this.pile);
    this.pile.push(...this.chance.shuffled(this.cards.filter((card) => !waiting.has(card))));
    return this;
  }
}
