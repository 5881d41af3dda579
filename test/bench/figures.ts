/** Median and spread of some measurements. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
  return { median, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 };
}

/** One row of the table. `reached` is null without a limit. */
export interface Figure {
  what: string;
  value: Spread | number;
  unit: string;
  bar: string;
  reached: boolean | null;
}

/** Decimals that are significant for a figure. */
function written(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 3 : 1);
}

export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, unit, bar, reached }) => [
    what,
    typeof value === 'number'
      ? written(value)
      : `${written(value.median)} (${written(value.min)} to ${written(value.max)})`,
    unit,
    bar,
    reached === null ? '' : reached ? 'reached' : 'NOT REACHED',
  ]);
  const head = ['what', 'median (least to most)', 'unit', 'bar', ''];
  const widths = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
