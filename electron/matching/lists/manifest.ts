import { parse } from 'csv-parse/sync';
import type { Reason } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { columnOf, plainTitle, rankOf, type Column, type ColumnRole } from './manifest-columns.ts';
import { fold, sameSpelling } from '../fold.ts';

/** A list that says which file belongs to which product, with further columns such as alt texts. */
export interface Manifest {
  rows: ManifestRow[];
  errors: ManifestError[];
}

export interface ManifestRow {
  /** Line of the table as a spreadsheet counts it, the titles being line 1. */
  line: number;
  /** null where the list gives a product id instead. */
  sku: string | null;
  productId: number | null;
  /** SKUs in other columns, for example the variant's beside the product's. */
  otherSkus: readonly string[];
  /** The product's name if the list has it. It shows that an id belongs to another shop's product. */
  name: string | null;
  /**
   * Name or path of the file as written. Of a web address only the last part, or the path if several addresses end
   * alike.
   */
  file: string;
  /** null if the row doesn't say it, as in the two below. */
  alt: string | null;
  /** From 0 or 1 upwards; only the order counts. */
  position: number | null;
  thumbnail: boolean | null;
  /** Whether the picture belongs to the product even if the SKU is a variant's, as in Shopify's lists. */
  ofProduct: boolean;
}

export interface ManifestError {
  /** 0 for an error of the whole list. */
  line: number;
  reason: Reason;
}

type Cells = readonly string[];

const maxBytesOfText = 50_000_000;
const separators = [',', ';', '\t', '|'] as const;

/**
 * Reads a manifest: CSV with titles in its first row, separated by commas, semicolons or tabs, with or without quotes
 * and byte order mark. Supports the plain form (`sku,file,alt,position,thumbnail`) and the product exports of
 * BigCommerce (both generations), Shopify, WooCommerce and Magento. Rows with an error are reported by number; the
 * others count.
 */
export function readManifest(text: string): Manifest {
  const content = text.replace(/^\uFEFF/, '').replace(/^sep=.\r?\n/i, '');
  if (content.trim() === '') return refused(reason('manifest-empty'));
  if (content.length > maxBytesOfText) return refused(reason('manifest-too-large'));
  if (content.includes('\0')) return refused(reason('manifest-no-text'));
  const table = tableOf(content);
  if (!table.ok) return refused(table.reason);
  const [titles, ...body] = table.rows;
  if (titles === undefined) return refused(reason('manifest-empty'));

  const columns = columnsOf(titles.cells, body);
  const problem = problemOf(columns);
  if (problem !== null) return refused(problem);
  return readRows(body, columns);
}

function refused(reason: Reason): Manifest {
  return { rows: [], errors: [{ line: 0, reason }] };
}

interface TableRow {
  line: number;
  cells: Cells;
}

function tableOf(content: string): { ok: true; rows: TableRow[] } | { ok: false; reason: Reason } {
  try {
    const parsed: string[][] = parse(content, {
      delimiter: separatorOf(content),
      relax_column_count: true,
      relax_quotes: true,
      trim: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
    const rows = parsed.map((cells, place) => ({ line: place + 1, cells: cells.map(plainCell) }));
    return { ok: true, rows: rows.filter(({ cells }) => cells.some((cell) => cell !== '')) };
  } catch (error) {
    const line = /line (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const known = line === undefined ? 'no' : 'yes';
    return { ok: false, reason: reason('manifest-quote-open', { known, line: line ?? '' }) };
  }
}

/** The text of a cell that keeps a spreadsheet from making a number of it: `="00123"`. */
const plainCell = (cell: string) => /^="?(?<text>[^"]*)"?$/.exec(cell)?.groups?.text ?? cell;

/** The most frequent separator in the row of titles, outside of quotes. */
function separatorOf(content: string): string {
  const titles = (/^[^\r\n]*/.exec(content)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counted = separators.map((one) => ({ one, count: titles.split(one).length - 1 }));
  return counted.reduce((max, next) => (next.count > max.count ? next : max)).one;
}

/** Kinds of rows below a product's own row in BigCommerce's exports. Their ids are not the product's. */
const parts = new Set(['image', 'variant', 'sku', 'rule', 'video']);

function columnsOf(titles: Cells, body: readonly TableRow[]): (Column | null)[] {
  const columns = titles.map(columnOf);
  const has = (role: ColumnRole) => columns.some((column) => column?.role === role);
  const at = (title: string) => titles.findIndex((one) => fold(one) === title);
  const drop = (isWrong: (column: Column) => boolean) =>
    columns.forEach((column, place) => {
      if (column !== null && isWrong(column)) columns[place] = null;
    });
  // In other lists, a column called `Item` has the product's name.
  const kindAt = columns.findIndex((column) => column?.role === 'kind');
  const kinds = body.map(({ cells }) => fold(cells[kindAt] ?? '')).filter((kind) => kind !== '');
  if (!kinds.every((kind) => kind === 'product' || parts.has(kind))) drop(({ role }) => role === 'kind');
  // Shopify's `Handle` list has no SKU on the rows of further images; `ID` is the product's only beside BigCommerce's
  // `Item`.
  if (has('kind') && at('id') >= 0) columns[at('id')] = { role: 'product-id', group: 0, title: 'ID' };
  // Ids of Shopify or PrestaShop are not BigCommerce's.
  if (has('handle') || titles.some((title) => /\(x,\s*y,\s*z/i.test(title)))
    drop(({ role }) => role === 'product-id');
  // BigCommerce's `Description` and WooCommerce's are the product's text, not a picture's.
  const description = at('description');
  const otherAlt = columns.some((column, place) => column?.role === 'alt' && place !== description);
  if (description >= 0 && (otherAlt || has('kind') || has('gallery') || has('handle')))
    columns[description] = null;
  // Beside a column called SKU, one called `Article` or `Reference` has something else. A product's and its variant's
  // SKU name the same product.
  const skus = columns
    .filter((column) => column?.role === 'sku')
    .map((column) => plainTitle(column?.title ?? ''));
  const [best] = skus.toSorted((a, b) => (rankOf.get(a) ?? Infinity) - (rankOf.get(b) ?? Infinity));
  const both = new Set(['sku', 'product sku', 'variant sku', 'product code/sku', best]);
  drop(({ role, title }) => role === 'sku' && !both.has(plainTitle(title)));
  return columns;
}

function problemOf(columns: readonly (Column | null)[]): Reason | null {
  const roles = new Set(columns.map((column) => column?.role));
  if (!roles.has('sku') && !roles.has('product-id')) return reason('manifest-no-sku-column');
  if (!roles.has('file') && !roles.has('gallery')) return reason('manifest-no-file-column');
  return null;
}

/** Values that rows below a product's first row leave out. */
interface Above {
  sku: string | null;
  productId: number | null;
  name: string | null;
  handle: string;
}

function readRows(body: readonly TableRow[], columns: readonly (Column | null)[]): Manifest {
  const manifest: Manifest = { rows: [], errors: [] };
  const carries = columns.some((column) => column?.role === 'kind' || column?.role === 'handle');
  const ofProduct = columns.some((column) => column?.role === 'handle');
  const claimed = new Map<string, number>();
  const addresses = new Map<ManifestRow, string>();
  let above: Above = { sku: null, productId: null, name: null, handle: '' };

  for (const { line, cells } of body) {
    const cell = (role: ColumnRole, group = 0) => {
      const place = columns.findIndex(
        (column, at) => column?.role === role && column.group === group && (cells[at] ?? '') !== '',
      );
      return place < 0 ? '' : (cells[place] ?? '').trim();
    };
    const fail = (reason: Reason) => manifest.errors.push({ line, reason });

    const kind = fold(cell('kind'));
    const handle = cell('handle');
    const isPart = parts.has(kind);
    const begins = carries && !isPart && (kind !== '' || handle !== above.handle);
    const idText = isPart ? '' : cell('product-id');
    const productId = /^[1-9]\d{0,9}$/.test(idText) ? Number(idText) : null;
    const sku = kind === 'image' ? null : cell('sku') || null;
    const otherSkus = cells.filter(
      (text, at) => columns[at]?.role === 'sku' && text !== '' && text !== sku && sku !== null,
    );
    const name = isPart ? null : cell('name') || null;
    if (begins) above = { sku, productId, name, handle };
    const owner =
      sku !== null || productId !== null
        ? { sku, productId, name }
        : carries && (isPart || handle === above.handle)
          ? { sku: above.sku, productId: above.productId, name: above.name }
          : { sku: null, productId: null, name: null };
    const files = (group: number) =>
      cells.filter((text, at) => columns[at]?.role === 'file' && columns[at].group === group && text !== '');
    const filesOf = (group: number) => inFolder(files(group), cell('folder'));
    const pictures = picturesOf(columns, cell, filesOf, line);
    if (idText !== '' && productId === null && sku === null) {
      fail(reason('row-bad-product-id', { line, id: idText }));
      continue;
    }
    if (pictures.length === 0) {
      if (!carries && !isProductExport(columns)) fail(reason('row-no-file', { line }));
      continue;
    }
    if (owner.sku === null && owner.productId === null) {
      fail(reason('row-no-sku', { line }));
      continue;
    }
    for (const picture of pictures) {
      const wrong = picture.problem ?? doubled(claimed, owner, picture, line);
      if (wrong !== null) {
        fail(wrong);
        continue;
      }
      const { file, alt, position, thumbnail, address } = picture;
      const row = { line, ...owner, otherSkus, file, alt, position, thumbnail, ofProduct };
      manifest.rows.push(row);
      if (address !== null) addresses.set(row, address);
    }
  }
  if (manifest.rows.length === 0 && manifest.errors.length === 0) return refused(reason('manifest-no-rows'));
  distinguish(addresses);
  return manifest;
}

/** If addresses end in the same name, the name could mean another picture, so the whole path counts. */
function distinguish(addresses: ReadonlyMap<ManifestRow, string>): void {
  for (const alike of Map.groupBy(addresses, ([row]) => fold(row.file)).values()) {
    const paths = new Set(alike.map(([, path]) => fold(path)));
    if (paths.size > 1) for (const [row, path] of alike) row.file = path;
  }
}

/** Whether this is a product export, in which many products have no pictures. */
function isProductExport(columns: readonly (Column | null)[]): boolean {
  return columns.some((column) => column !== null && (column.group > 0 || column.role === 'gallery'));
}

interface Picture {
  file: string;
  alt: string | null;
  position: number | null;
  thumbnail: boolean | null;
  problem: Reason | null;
  /** Path of a web address; null if it is none. */
  address: string | null;
}

function picturesOf(
  columns: readonly (Column | null)[],
  cell: (role: ColumnRole, group?: number) => string,
  filesOf: (group: number) => string[],
  line: number,
): Picture[] {
  const groups = [...new Set(columns.flatMap((column) => (column?.role === 'file' ? [column.group] : [])))];
  /** Files of one cell share the position of their row, and keep their order. */
  const shared = (group: number) => (isPosition(cell('position', group)) ? cell('position', group) : '');
  const single = groups
    .toSorted((a, b) => a - b)
    .flatMap((group) => {
      const [first, ...more] = filesOf(group).flatMap(filesIn);
      if (first === undefined) return [];
      return [
        pictureOf(first, cell('alt', group), cell('position', group), cell('thumbnail', group), line),
        ...more.map((file) => pictureOf(file, '', shared(group), '', line)),
      ];
    });
  const files = splitList(cell('gallery'));
  const alts = cell('gallery-alt').split(',');
  const gallery = files.map((file, at) => {
    const alt = cell('gallery-alt') === '' ? '' : (alts[at] ?? '').trim();
    return pictureOf(file, alt, shared(0), '', line);
  });
  const seen = new Set<string>();
  return [...single, ...gallery].filter(({ file, address }) => {
    const written = sameSpelling(address ?? file);
    const isNew = !seen.has(written);
    seen.add(written);
    return isNew;
  });
}

/**
 * A row's files, each with its folder, which stands in a column of its own or beside the name in one for the path: a
 * list's folder is meant. Columns beside the first count where they name another picture; an address beside a name is
 * the same picture's.
 */
function inFolder(files: readonly string[], folder: string): string[] {
  const file = firstInFolder(files, folder);
  if (file === '') return [];
  const isNamed = files.some((text) => isPicture(text) && !isAddress(text));
  const others = files.filter((text) => isPicture(text) && !(isNamed && isAddress(text)));
  const among = folder || (files.find((text) => isPath(text) && !isPicture(text)) ?? '');
  const all = [file, ...others.map((other) => firstInFolder([other], among))];
  return all.filter((one, at) => !all.slice(0, at).some((before) => isSamePicture(before, one)));
}

function firstInFolder(files: readonly string[], folder: string): string {
  const [first = ''] = files;
  const name =
    files.find((text) => isPicture(text) && !/[\\/]/.test(text)) ?? (isPath(first) ? undefined : first);
  const path = folder === '' ? files.find(isPath) : folder;
  if (!name || path === undefined || first.includes('://')) return first;
  const whole = `/${sameSpelling(path).replaceAll('\\', '/')}`;
  if (whole.endsWith(`/${sameSpelling(name)}`)) return path;
  return folder === '' && isPicture(path) ? first : `${path.replace(/[\\/]+$/, '')}/${name}`;
}

/**
 * Several files in one cell, as Matrixify writes them: separated by `|`, or otherwise if each is a picture's address
 * or name.
 */
function filesIn(cell: string): string[] {
  return partsOf(cell, /[|\n]/).flatMap((one) => {
    const several = partsOf(one, one.includes('://') ? /;|,(?=\s*https?:)/ : /[;,]/);
    return several.length > 1 && several.every(isPicture) ? several : [one];
  });
}

const partsOf = (text: string, separator: RegExp) =>
  text
    .split(separator)
    .map((one) => one.trim())
    .filter((one) => one !== '');

const isPath = (text: string) => /[\\/]/.test(text) && !text.includes('://');

const isAddress = (file: string) => /^https?:\/\//i.test(file);

/** Whether one is the other, with more of its folders. */
function isSamePicture(one: string, other: string): boolean {
  const [a, b] = [one, other].map((file) => `/${sameSpelling(nameOf(file))}`) as [string, string];
  return a.endsWith(b) || b.endsWith(a);
}

const isPicture = (file: string) => /^https?:\/\/|\.[a-z]\w{2,4}$/i.test(file);

const splitList = (text: string) => partsOf(text, /[,;|\n]|\s(?=https?:)/);

const isPosition = (text: string) => /^\d+(?:\.0+)?$/.test(text);

function pictureOf(
  file: string,
  alt: string,
  positionText: string,
  thumbnailText: string,
  line: number,
): Picture {
  const position = positionText === '' ? null : Number(positionText.replace(/\.0+$/, ''));
  const thumbnail = yesOrNo(thumbnailText);
  const badPosition = position !== null && !isPosition(positionText);
  const problem = badPosition
    ? reason('row-bad-position', { line, position: positionText })
    : thumbnail === 'neither'
      ? reason('row-bad-thumbnail', { line, thumbnail: thumbnailText })
      : null;
  return {
    file: nameOf(file),
    alt: alt === '' ? null : alt,
    position: badPosition ? null : position,
    thumbnail: thumbnail === 'neither' ? null : thumbnail,
    problem,
    address: addressOf(file),
  };
}

/** The file's name or path; of a web address the part after the last slash. */
function nameOf(file: string): string {
  const [, local] = /^file:\/\/(.*)/i.exec(file) ?? [];
  return (
    addressOf(file)?.split('/').at(-1) ?? (local === undefined ? file : decoded(local)).replaceAll('\\', '/')
  );
}

/** Path of a web address, without host and query; null if it is none. */
function addressOf(file: string): string | null {
  const [, path] = /^https?:\/\/[^/?#]*([^?#]*)/i.exec(file) ?? [];
  return path === undefined ? null : decoded(path);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function yesOrNo(text: string): boolean | null | 'neither' {
  const folded = fold(text);
  // Magento 1 has a file's name there.
  if (folded === '' || /[/.]/.test(folded)) return null;
  if (/^(?:1|y|yes|true|x|ja|j|oui|si|sim|wahr|on)$/.test(folded)) return true;
  return /^(?:0|n|no|false|nein|non|nao|falsch|off|-)$/.test(folded) ? false : 'neither';
}

function doubled(
  claimed: Map<string, number>,
  owner: { sku: string | null; productId: number | null },
  { file, address }: Picture,
  line: number,
): Reason | null {
  const key = JSON.stringify([owner.sku, owner.productId, sameSpelling(address ?? file)]);
  const first = claimed.get(key);
  if (first === undefined) {
    claimed.set(key, line);
    return null;
  }
  const by = owner.sku === null ? 'product' : 'sku';
  return reason('row-again', { line, by, file, owner: owner.sku ?? String(owner.productId), first });
}
