/** What one scrape says. */
export class Scrape {
  constructor(readonly text: string) {}

  static async of(port: number): Promise<Scrape> {
    const response = await fetch(`http://127.0.0.1:${port}/metrics`);
    if (!response.ok) throw new Error(`No metrics: ${response.status}`);
    return new Scrape(await response.text());
  }

  /** The number of one series; undefined when it is not there. */
  value(name: string, labels: Record<string, string> = {}): number | undefined {
    const [line] = this.series(name).filter((each) => Object.entries(labels).every(([key, value]) => each.includes(`${key}="${value}"`)));
    return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
  }

  /** Every value that a label has anywhere in this family. */
  labels(name: string, label: string): string[] {
    const values = this.series(name).map((line) => new RegExp(`[{,]${label}="([^"]*)"`).exec(line)?.[1] ?? '');
    return [...new Set(values)].sort();
  }

  private series(name: string): string[] {
    return this.text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  }
}
