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

/** What one bench measured: the figures of its table, and whatever else its JSON holds. */
export type Measured = { figures: Figure[] } & Record<string, unknown>;

/** Decimals that are significant for a figure. */
function written(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 3 : 1);
}

/** The table that is printed. `earlier`: figures of another run, for two more columns; null without one. */
export function tableOf(figures: readonly Figure[], earlier: readonly Figure[] | null = null): string {
  const before = new Map(earlier?.map((figure) => [figure.what, figure]));
  const rows = figures.map((figure) => {
    const { what, value, unit, bar, reached } = figure;
    const verdict = reached === null ? '' : reached ? 'reached' : 'NOT REACHED';
    const other = before.get(what);
    const compared = earlier === null ? [] : [other ? rangeOf(other.value) : '', changeOf(figure, other)];
    return [what, rangeOf(value), unit, bar, verdict, ...compared];
  });
  const head = ['what', 'median (least to most)', 'unit', 'bar', ''];
  if (earlier !== null) head.push('before', 'change');
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

function rangeOf(value: Spread | number): string {
  if (typeof value === 'number') return written(value);
  return `${written(value.median)} (${written(value.min)} to ${written(value.max)})`;
}

/** The change of the median in per cent. It counts as noise while the two ranges overlap. */
function changeOf({ value, unit }: Figure, earlier: Figure | undefined): string {
  if (earlier === undefined) return 'new';
  if (earlier.unit !== unit) return 'other unit';
  const [now, was] = [spreadIn(value), spreadIn(earlier.value)];
  if (now.median === was.median) return 'same';
  if (was.median === 0) return `from 0 to ${written(now.median)}`;
  const percent = ((now.median - was.median) / Math.abs(was.median)) * 100;
  const isNoise = now.min <= was.max && was.min <= now.max;
  return `${percent > 0 ? '+' : ''}${percent.toFixed(1)} %${isNoise ? ' (noise)' : ''}`;
}

function spreadIn(value: Spread | number): Spread {
  return typeof value === 'number' ? { median: value, min: value, max: value } : value;
}
