/** What a fault is asked to do. */
export interface FaultOptions {
  /** Makes its random choices; printed with a failing history, so that it can be played again. */
  seed: number;
  /** Fewer repetitions, for every change; the whole suite runs them all. */
  short: boolean;
  /** A line of progress for the person at the terminal. */
  say: (line: string) => void;
}

export interface FaultReport {
  repetitions: number;
  /** Messages (or events, or calls) that were checked. */
  checked: number;
  /** What was promised and not kept, in words; none means the promise held. */
  violations: string[];
  /** What was measured on the way, with its unit in the name: { 'back after p99 ms': 812 }. */
  figures: Record<string, number>;
  /** Where the journals of a failing run were kept. */
  history?: string;
}

export interface Fault {
  /** The row of the matrix, e.g. R1. */
  id: string;
  title: string;
  run(options: FaultOptions): Promise<FaultReport>;
}
