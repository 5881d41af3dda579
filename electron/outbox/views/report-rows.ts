import { nameOfUnknown } from '../../catalog/unknown-names.ts';
import { reasonSchema } from '../../../shared/ids.ts';
import { readDetail } from '../records/entry-record.ts';
import { shownStateOf } from '../shown-state.ts';
import type { Reason } from '../../../shared/outcome.ts';
import type { EntryStateName } from '../../../shared/model.ts';
import type { Database, Row } from '../../storage/database.ts';
import type { OutboxEntry } from '../entry.ts';

/** The result of one file or intent. Times are epoch milliseconds. */
export interface ReportRow {
  kind: OutboxEntry['type'];
  /** `refused`: it was never queued. */
  outcome: EntryStateName | 'refused';
  /** The file with its folder, or the address of a web picture; empty for an intent without a picture. */
  file: string;
  product: string;
  sku: string;
  reason: Reason | null;
  imageId: number | null;
  /** The store's address of the image, if known. */
  url: string;
  queuedAt: number | null;
  sentAt: number | null;
  finishedAt: number | null;
}

const rowsAtOnce = 500;

/** Rows of a store or one batch: history, outbox, then refusals. Yields arrays of up to 500. */
export function* reportRows(
  db: Database,
  storeId: string,
  batchId: number | 'latest' | null,
): Generator<ReportRow[]> {
  const wanted = batchId === 'latest' ? latestBatch(db, storeId) : batchId;
  const ofBatch = wanted === null ? '?2 IS NULL' : 'x.batch_id = ?2';
  for (const table of ['history', 'entries']) {
    yield* inParts(
      (after) =>
        db.all(
          `SELECT x.*, ${shownStateOf('x')} AS shown, p.name AS product_name, p.sku AS product_sku, i.url_zoom,
             i.url_standard FROM ${table} x
             LEFT JOIN products p ON p.store_id = x.store_id AND p.id = x.product_id
             LEFT JOIN images i ON i.store_id = x.store_id AND i.product_id = x.product_id
               AND i.id = json_extract(x.detail, '$.imageId')
             WHERE x.store_id = ?1 AND ${ofBatch} AND x.id > ?3 ORDER BY x.id LIMIT ?4`,
          storeId,
          wanted,
          after,
          rowsAtOnce,
        ),
      ofEntry,
    );
  }
  yield* inParts(
    (after) =>
      db.all(
        `SELECT x.*, b.at, b.product_id, p.name AS product_name, p.sku AS product_sku FROM refusals x
           JOIN batches b ON b.id = x.batch_id
           LEFT JOIN products p ON p.store_id = b.store_id AND p.id = b.product_id
           WHERE b.store_id = ?1 AND ${ofBatch} AND x.id > ?3 ORDER BY x.id LIMIT ?4`,
        storeId,
        wanted,
        after,
        rowsAtOnce,
      ),
    ofRefusal,
  );
}

/** The latest batch id; 0 if there is none. */
function latestBatch(db: Database, storeId: string): number {
  return Number(db.get('SELECT max(id) AS id FROM batches WHERE store_id = ?', storeId)?.['id'] ?? 0);
}

function* inParts(read: (after: number) => Row[], toReport: (row: Row) => ReportRow): Generator<ReportRow[]> {
  for (let after = 0; ;) {
    const rows = read(after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toReport);
    after = Number(last['id']);
  }
}

function ofEntry(row: Row): ReportRow {
  const detail = readDetail(row);
  return {
    kind: row['kind'] as ReportRow['kind'],
    outcome: row['shown'] as EntryStateName,
    file: String(row['file_name'] ?? row['url'] ?? ''),
    ...productOf(row),
    reason: detail.reason ?? null,
    imageId: detail.imageId ?? null,
    url: String(row['url_zoom'] || row['url_standard'] || ''),
    queuedAt: Number(row['queued_at']),
    sentAt: timeOf(row['sent_at']),
    finishedAt: timeOf(row['finished_at']),
  };
}

function ofRefusal(row: Row): ReportRow {
  const folder = String(row['folder']);
  return {
    kind: 'upload',
    outcome: 'refused',
    file: `${folder ? `${folder}/` : ''}${String(row['file_name'])}`,
    ...productOf(row),
    reason: reasonSchema.parse(JSON.parse(String(row['reason']))),
    imageId: null,
    url: '',
    queuedAt: null,
    sentAt: null,
    finishedAt: timeOf(row['at']),
  };
}

function productOf(row: Row): { product: string; sku: string } {
  const id = row['product_id'];
  const name = row['product_name'] ?? (id === null ? '' : nameOfUnknown(Number(id)));
  return { product: String(name), sku: String(row['product_sku'] ?? '') };
}

function timeOf(value: Row[string] | undefined): number | null {
  return value == null ? null : Number(value);
}
