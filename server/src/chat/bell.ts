/**
 * Something to wait on: rings are not queued, only remembered until the next wait. Whoever waits wakes up, looks again,
 * and so never holds more than it is asked for.
 */
export class Bell {
  private rung = false;
  private ended = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Nobody waits any more: the one who does is let go at once. */
  end(): void {
    this.ended = true;
    this.wake?.();
  }

  /** True when it rang, since the last wait or during this one; false when it is over. */
  async wait(): Promise<boolean> {
    if (!this.rung && !this.ended) await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = null;
    this.rung = false;
    return !this.ended;
  }
}

/**
 * An async generator as a subscription needs it: a generator's own `return()` waits until a pending `next()` is through,
 * which here may be the next ring. `stop` must end that wait.
 */
export function stoppable<T>(events: AsyncGenerator<T, void>, stop: () => void): AsyncIterableIterator<T> {
  return {
    next: () => events.next(),
    return: () => {
      stop();
      return events.return();
    },
    throw: (err: unknown) => {
      stop();
      return events.throw(err);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
