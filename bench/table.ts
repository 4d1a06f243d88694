import type { Figure } from './figure.js';

/** One line for each figure. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, reference, ratio, aim, ok }) => [
    name,
    shown(value, unit),
    reference === null ? '' : shown(reference, unit),
    ratio === null ? '' : `${ratio.toFixed(2)}x`,
    aim ?? '',
    ok === null ? '' : ok ? 'ok' : 'MISSED',
  ]);
  const all = [['figure', 'ours', 'reference', 'ratio', 'aim', ''], ...rows];
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

/** Three digits are all that is ever known. */
function shown(value: number, unit: string): string {
  if (Number.isNaN(value)) return '–';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}
