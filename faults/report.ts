import type { Fault, FaultReport } from './fault.js';

export interface Outcome {
  fault: Fault;
  /** Null when it broke down before it could say anything. */
  report: FaultReport | null;
  broke: unknown;
  seconds: number;
}

/** One line for each fault. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ fault: { id, title }, report, seconds }) => [
    id,
    title,
    report ? String(report.repetitions) : '–',
    report ? String(report.checked) : '–',
    report ? String(report.violations.length) : 'broke',
    `${seconds.toFixed(0)} s`,
    report ? figuresOf(report) : '',
  ]);
  const all = [['', 'fault', 'repetitions', 'checked', 'violations', 'took', 'figures'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** What a failing fault needs to be understood and played again. */
export function lines({ fault: { id }, report, broke }: Outcome, seed: number): string[] {
  const again = `Play it again: npm run faults -- --only ${id} --seed ${seed}`;
  if (!report) return [`${id} broke down: ${broke instanceof Error ? (broke.stack ?? broke.message) : String(broke)}`, again];
  const { violations, history } = report;
  const more = violations.length > SHOWN ? [`… and ${violations.length - SHOWN} more`] : [];
  return [
    `${id} broke its promise:`,
    ...violations.slice(0, SHOWN).map((line) => `  ${line}`),
    ...more,
    ...(history ? [`Its history: ${history}`] : []),
    again,
  ];
}

const SHOWN = 20;

const figuresOf = ({ figures }: FaultReport): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
