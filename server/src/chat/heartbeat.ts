import { seconds } from '../platform/clock.js';
import type { Logger } from '../platform/logger.js';

/** With the time a read takes, what a lost hint delays is seen within 15 seconds. */
const EVERY = seconds(10);

/** One timer of the process, for what must heal by itself when a hint was lost. It beats only while somebody listens. */
export class Heartbeat {
  private readonly listeners = new Set<() => Promise<void> | void>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly log: Logger) {}

  /** Returns the way to stop listening. */
  onBeat(listener: () => Promise<void> | void): () => void {
    this.listeners.add(listener);
    this.timer ??= setInterval(() => void this.beat(), EVERY).unref();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  }

  async beat(): Promise<void> {
    for (const listener of [...this.listeners]) {
      try {
        await listener();
      } catch (err) {
        this.log.warn({ err }, 'a heartbeat failed and will come again');
      }
    }
  }
}
