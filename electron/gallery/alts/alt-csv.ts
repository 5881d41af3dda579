import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Catalog } from '../../catalog/catalog.ts';
import { readableName } from '../../catalog/overlay.ts';
import { readList } from '../../matching/lists/read-list.ts';
import { writeWholeFile } from '../../util/write-whole-file.ts';
import { createTimeSlicer } from '../../util/time-slicer.ts';
import { forSpreadsheet, fromSpreadsheet } from '../../util/spreadsheet-text.ts';
import { maxAltLength, maxAltRows, type AltList, type AltOfImage } from '../../../shared/alts.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { text } from '../../../shared/messages/text.ts';
import { no, ok, type Outcome, type Reason } from '../../../shared/outcome.ts';

/** A row of the list. The first two columns identify the image; the others are for the reader. */
interface AltCsvRow extends AltOfImage {
  sku: string;
  product: string;
  file: string;
}

const columns = [
  'alts.csvProductId',
  'alts.csvImageId',
  'alts.csvSku',
  'alts.csvProduct',
  'alts.csvFile',
  'alts.csvAlt',
] as const;

/** The titles of the columns, with the byte order mark that makes spreadsheets read the file as UTF-8. */
export function altCsvTitles(): string {
  return csv([columns.map((column) => text(column))], true);
}

/** Alt texts as CSV (RFC 4180), without titles. */
export function altCsv(rows: readonly AltCsvRow[]): string {
  return csv(
    rows.map(({ productId, imageId, sku, product, file, alt }) => [
      productId,
      imageId,
      ...[sku, product, file, alt].map(forSpreadsheet),
    ]),
    false,
  );
}

function csv(rows: (string | number)[][], bom: boolean): string {
  return stringify(rows, { bom, quoted_string: true, record_delimiter: 'windows' });
}

/**
 * The alt texts of a list, in its order, and how many rows don't name an image. Columns are found by their titles.
 * Refuses a file that is no such list.
 */
export async function readAltCsv(
  content: string,
): Promise<Outcome<{ listed: AltOfImage[]; unreadable: number }>> {
  const table = Readable.from(partsOf(content)).pipe(
    parse({
      bom: true,
      delimiter: separatorOf(content),
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    }),
  );
  const listed: AltOfImage[] = [];
  let places: { product: number; image: number; alt: number } | null = null;
  let rows = 0;
  let unreadable = 0;
  try {
    for await (const cells of table as AsyncIterable<string[]>) {
      if (places === null) {
        places = placesIn(cells);
        if (Object.values(places).includes(-1)) return no(columnsMissing());
        continue;
      }
      rows += 1;
      if (rows > maxAltRows) return no(reason('alt-list-too-long', { rows: maxAltRows }));
      const [productId, imageId] = [cells[places.product], cells[places.image]].map(Number);
      const alt = cells[places.alt];
      if (!isId(productId) || !isId(imageId) || alt === undefined) {
        if (cells.some((cell) => cell.trim() !== '')) unreadable += 1;
        continue;
      }
      listed.push({ productId, imageId, alt: fromSpreadsheet(alt) });
    }
  } catch {
    return no(reason('alt-list-unreadable'));
  }
  return places === null ? no(columnsMissing()) : ok({ listed, unreadable });
}

/** Parsing a part takes a few milliseconds. */
const partLength = 50_000;

function* partsOf(content: string): Generator<Buffer> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += partLength) yield bytes.subarray(at, at + partLength);
}

function placesIn(titles: readonly string[]): { product: number; image: number; alt: number } {
  const at = (column: (typeof columns)[number]): number =>
    titles.findIndex((title) => title.trim().toLowerCase() === text(column).toLowerCase());
  return { product: at('alts.csvProductId'), image: at('alts.csvImageId'), alt: at('alts.csvAlt') };
}

function columnsMissing(): Reason {
  return reason('alt-list-columns', {
    product: text('alts.csvProductId'),
    image: text('alts.csvImageId'),
    alt: text('alts.csvAlt'),
  });
}

function isId(value: number | undefined): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

/** Spreadsheets of some countries save with semicolons or tabs. */
function separatorOf(content: string): string {
  const [titles = ''] = content.split(/[\r\n]/, 1);
  const counted = [',', ';', '\t'].map((one) => ({ one, count: titles.split(one).length }));
  return counted.reduce((max, next) => (next.count > max.count ? next : max)).one;
}

/** What a list changes. An image's last row counts. `altsOf`: a product's present alt texts, by image. */
export async function compareAlts(
  listed: readonly AltOfImage[],
  altsOf: (productId: number) => ReadonlyMap<number, string>,
): Promise<Omit<AltList, 'unreadable'>> {
  const slicer = createTimeSlicer();
  const list: Omit<AltList, 'unreadable'> = { changes: [], same: 0, unknown: 0, tooLong: 0 };
  const last = new Map(listed.map((one) => [`${one.productId}/${one.imageId}`, one]));
  for (const [productId, rows] of Map.groupBy(last.values(), (row) => row.productId)) {
    const alts = altsOf(productId);
    for (const row of rows) {
      const now = alts.get(row.imageId);
      if (now === undefined) list.unknown += 1;
      else if (now === row.alt) list.same += 1;
      else if (row.alt.length > maxAltLength) list.tooLong += 1;
      else list.changes.push(row);
    }
    if (slicer.isDue()) await slicer.yieldToEventLoop();
  }
  return list;
}

/** Reads a file with alt texts. `altsOf` as in `compareAlts`. */
export async function importAlts(
  path: string,
  altsOf: Parameters<typeof compareAlts>[1],
): Promise<Outcome<AltList>> {
  const content = await readList(path);
  if (!content.ok) return content;
  const read = await readAltCsv(content.value);
  if (!read.ok) return read;
  const { listed, unreadable } = read.value;
  return ok({ ...(await compareAlts(listed, altsOf)), unreadable });
}

const rowsAtOnce = 250;

/** Saves a list; see `writeWholeFile`. */
export async function exportAlts(
  catalog: Catalog,
  storeId: string,
  rows: readonly AltOfImage[],
  path: string,
): Promise<Outcome<{ rows: number }>> {
  function* parts(): Generator<string> {
    yield altCsvTitles();
    for (let at = 0; at < rows.length; at += rowsAtOnce)
      yield altCsv(named(catalog, storeId, rows.slice(at, at + rowsAtOnce)));
  }
  try {
    await writeWholeFile(path, parts());
    return ok({ rows: rows.length });
  } catch {
    return no(reason('alt-list-not-saved'));
  }
}

function named(catalog: Catalog, storeId: string, rows: readonly AltOfImage[]): AltCsvRow[] {
  const products = catalog.productsById(storeId, [...new Set(rows.map(({ productId }) => productId))]);
  return rows.map((row) => {
    const product = products.get(row.productId);
    const image = catalog.image(storeId, row.productId, row.imageId);
    return {
      ...row,
      sku: product?.sku ?? '',
      product: product?.name ?? '',
      file: image === undefined ? '' : readableName(image.imageFile),
    };
  });
}
