import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * What a house counts of itself, in a registry of its own: several houses may stand in one process. Labels come from closed
 * lists only, never from what a person sends; each name and help stands in docs/metrics.md.
 */
export class Metrics {
  private readonly registry = new Registry();

  counter<L extends string = never>(name: string, help: string, labelNames: L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  histogram<L extends string = never>(name: string, help: string, buckets: number[], labelNames: L[] = []): Histogram<L> {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.registry] });
  }

  /** A number that is looked up when somebody asks. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** Numbers that must be fetched: `fetch` sets them before this gauge is written. */
  fetched<L extends string = never>(name: string, help: string, fetch: () => Promise<void>, labelNames: L[] = []): Gauge<L> {
    return new Gauge({ name, help, labelNames, registers: [this.registry], collect: fetch });
  }

  /** CPU, memory, files, garbage, the delays of the event loop. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  /** What there is to read, with its kind and the words that explain it. */
  families(): { name: string; help: string; type: string; labels: string[] }[] {
    return this.registry.getMetricsAsArray().map((metric) => {
      const { name, help, type, labelNames } = metric as unknown as { name: string; help: string; type: string; labelNames: string[] };
      return { name, help, type, labels: labelNames };
    });
  }
}
