import { stringify } from 'csv-stringify/sync';
import type { Outbox } from '../outbox/outbox.ts';
import type { ReportRow } from '../outbox/views/report-rows.ts';
import { satisfiedCodes } from './batch-messages.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { outcomeText } from '../../shared/messages/outcome-words.ts';
import { nextOf, reason, sentenceOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import { forSpreadsheet } from '../util/spreadsheet-text.ts';
import { writeWholeFile } from '../util/write-whole-file.ts';
import { withoutControls } from '../util/terminal-text.ts';

export interface ReportOf {
  storeId: string;
  batchId?: number | 'latest' | undefined;
}

const columns = [
  'report.file',
  'report.product',
  'report.sku',
  'report.outcome',
  'report.reason',
  'report.imageId',
  'report.url',
  'report.queued',
  'report.firstSent',
  'report.finished',
] as const;

/** A report as CSV (RFC 4180) in UTF-8. The byte order mark makes spreadsheets read it as UTF-8. */
export function* reportText(parts: Iterable<readonly ReportRow[]>): Generator<string> {
  yield csv([columns.map((column) => text(column))], true);
  for (const rows of parts) yield csv(rows.map(cells), false);
}

/** Saves a report; see `writeWholeFile`. Returns the number of rows without the heading. */
export async function saveReport(
  outbox: Pick<Outbox, 'report'>,
  { storeId, batchId }: ReportOf,
  path: string,
): Promise<Outcome<{ rows: number }>> {
  let count = 0;
  const parts = counted(outbox.report(storeId, batchId ?? null), (rows) => (count += rows));
  try {
    await writeWholeFile(path, reportText(parts));
    return ok({ rows: count });
  } catch {
    return no(notSaved);
  }
}

/** The default file name of a report. `now`: epoch milliseconds. */
export function reportName(now: number): string {
  const at = new Date(now);
  const two = (part: number): string => String(part).padStart(2, '0');
  return text('report.fileName', {
    date: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
  });
}

function* counted<Part extends readonly unknown[]>(
  parts: Iterable<Part>,
  note: (rows: number) => void,
): Generator<Part> {
  for (const part of parts) {
    note(part.length);
    yield part;
  }
}

function csv(rows: readonly (readonly (string | number)[])[], isFirst: boolean): string {
  return stringify(
    rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? forSpreadsheet(withoutControls(cell)) : cell)),
    ),
    { bom: isFirst, record_delimiter: 'windows', quote_record_delimiter: true },
  );
}

function cells(row: ReportRow): (string | number)[] {
  const { reason } = row;
  return [
    row.file,
    row.product,
    row.sku,
    outcomeWords(row),
    reason ? [sentenceOf(reason), nextOf(reason) ?? ''].join(' ').trim() : '',
    row.imageId ?? '',
    row.url,
    time(row.queuedAt),
    time(row.sentAt),
    time(row.finishedAt),
  ];
}

function time(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString();
}

/** The same words as in the window; a file that was refused is in no outbox. */
export function outcomeWords({
  kind,
  outcome,
  reason,
}: Pick<ReportRow, 'kind' | 'outcome' | 'reason'>): string {
  if (outcome !== 'refused') return outcomeText(kind, outcome);
  return reason && satisfiedCodes.has(reason.code) ? text('report.skipped') : text('report.unusable');
}

const notSaved: Reason = reason('report-not-saved');
