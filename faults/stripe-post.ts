import { Agent, request } from 'node:http';
import type { Signed } from './stripe-life.js';

type Delivery = Pick<Signed, 'body' | 'signature'>;

/** Brings events to the processes as Stripe does, and remembers how long each answer took. */
export class Courier {
  readonly waits: number[] = [];
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly urls: () => readonly string[]) {}

  /** The status it is answered with; null when there is no answer. */
  async post(url: string, delivery: Delivery): Promise<number | null> {
    const began = performance.now();
    const status = await this.send(url, delivery);
    if (status !== null) this.waits.push(performance.now() - began);
    return status;
  }

  /** The same event so many times at once, to each process in turn. */
  postAtOnce(delivery: Delivery, copies: number): Promise<(number | null)[]> {
    const urls = this.urls();
    return Promise.all(Array.from({ length: copies }, (_, n) => this.post(urls[n % urls.length] ?? '', delivery)));
  }

  close(): void {
    this.agent.destroy();
  }

  private send(url: string, { body, signature }: Delivery): Promise<number | null> {
    return new Promise((resolve) => {
      const headers = {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'stripe-signature': signature,
      };
      const sent = request(`${url}/stripe/webhook`, { method: 'POST', agent: this.agent, headers }, (response) => {
        response.on('end', () => resolve(response.statusCode ?? null)).on('error', () => resolve(null));
        response.resume();
      });
      sent.on('error', () => resolve(null)).end(body);
    });
  }
}
