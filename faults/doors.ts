/** The addresses of the processes, as one client sees them: it knocks at the next when one did not answer, as a proxy would for it. */
export class Doors {
  constructor(
    private readonly urls: readonly string[],
    private at = 0,
  ) {}

  get door(): number {
    return this.at;
  }

  get url(): string {
    return this.urls[this.at] ?? '';
  }

  /** This one did not answer; unless another call has left it already. */
  leave(door: number): void {
    if (door === this.at) this.at = (this.at + 1) % this.urls.length;
  }
}
