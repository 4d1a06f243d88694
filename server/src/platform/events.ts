import type { Tx } from './db/transaction.js';

/**
 * Facts in the past tense, made of ids. Each feature declares its own:
 * `declare module '../platform/events.js' { interface Events { 'match.created': { matchId: string } } }`,
 * so this file imports nobody.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface Events {}

export type EventName = keyof Events & string;

type Within = (tx: Tx, payload: never) => Promise<void>;
type Live = (payload: never) => void | Promise<void>;

export class EventBus {
  private readonly withins = new Map<string, Within[]>();
  private readonly durables = new Map<string, string[]>();
  private readonly lives = new Map<string, Live[]>();

  /** Runs inside the transaction that emits: what must be true at the same instant. */
  within<N extends EventName>(name: N, handler: (tx: Tx, payload: Events[N]) => Promise<void>): void {
    append(this.withins, name, handler as Within);
  }

  /** Becomes a run of this job, written in the same transaction: mail, push, purge. */
  durable<N extends EventName>(name: N, job: string): void {
    append(this.durables, name, job);
  }

  /** Runs after the commit, best effort: hints, metrics, closing sockets. */
  live<N extends EventName>(name: N, handler: (payload: Events[N]) => void | Promise<void>): void {
    append(this.lives, name, handler as Live);
  }

  /** @internal the transaction's side */
  handlersOf(name: string): { withins: Within[]; jobs: string[]; lives: Live[] } {
    return { withins: this.withins.get(name) ?? [], jobs: this.durables.get(name) ?? [], lives: this.lives.get(name) ?? [] };
  }
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
