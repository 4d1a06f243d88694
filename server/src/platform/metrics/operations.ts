import type { Histogram } from 'prom-client';
import type { Metrics } from './metrics.js';

export type Transport = 'http' | 'socket';

type Observe = (seconds: number) => void;

/** How long operations take, from their arrival until their answer is made. A stranger's are all named "other". */
export class Operations {
  private readonly histogram: Histogram<'operation' | 'transport'>;
  private readonly known: Record<Transport, Map<string, Observe>> = { http: new Map(), socket: new Map() };

  constructor(metrics: Metrics) {
    this.histogram = metrics.histogram(
      'premierpas_operation_duration_seconds',
      'From the arrival of a query or mutation until its answer is made.',
      [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      ['operation', 'transport'],
    );
  }

  /** `operation` is the label of a prepared document; `since` what performance.now() said on its arrival. */
  done(operation: string, transport: Transport, since: number): void {
    const seconds = (performance.now() - since) / 1_000;
    const known = this.known[transport];
    let observe = known.get(operation);
    if (!observe) known.set(operation, (observe = this.histogram.labels({ operation, transport }).observe));
    observe(seconds);
  }
}
