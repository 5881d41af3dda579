import { fileStem } from '../../shared/file-stem.ts';
import type { AltImage, AltProduct } from '../../shared/alts.ts';
import { longAltLength } from '../../shared/alts.ts';
import type { Draft, Drafts } from '../state/alt-drafts.ts';

/** A row of the table: one image with what is known of its product. */
export interface AltRow extends Omit<AltImage, 'imageId'> {
  /** `image-12`. */
  readonly key: string;
  readonly imageId: number;
  readonly productId: number;
  readonly product: string;
  readonly sku: string;
  readonly brand: string;
  readonly category: string;
}

export const altFilters = ['all', 'missing', 'changed', 'long', 'failed'] as const;
export type AltFilter = (typeof altFilters)[number];
export const altOrders = ['missing-first', 'product'] as const;
export type AltOrder = (typeof altOrders)[number];

/** Rows by product name, then by position. Pure, as all of this file. */
export function rowsOf(products: readonly AltProduct[]): AltRow[] {
  return products
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.productId - b.productId)
    .flatMap(({ productId, name, sku, brand, category, images }) =>
      images.map((image) => ({
        ...image,
        key: `image-${image.imageId}`,
        productId,
        product: name,
        sku,
        brand,
        category,
      })),
    );
}

/** The text of a row as it is typed, saved or not. */
export function textOf(row: AltRow, drafts: Drafts): string {
  return drafts.get(row.key)?.alt ?? row.alt;
}

export function isChanged(row: AltRow, drafts: Drafts): boolean {
  const draft = drafts.get(row.key);
  return draft !== undefined && draft.alt !== row.alt;
}

/** Others wrote another text since this one was typed. */
export function isChangedByOthers(row: AltRow, drafts: Drafts): boolean {
  const draft = drafts.get(row.key);
  return draft !== undefined && draft.before !== row.alt && draft.alt !== row.alt;
}

export function isLong(text: string): boolean {
  return lengthOf(text) > longAltLength;
}

/** Characters as people count them: an emoji is one. */
export function lengthOf(text: string): number {
  // Most texts have only characters that count as one.
  return /^[\u0020-\u02ff]*$/.test(text) ? text.length : Array.from(segmenter.segment(text)).length;
}

const segmenter = new Intl.Segmenter('en');

function isIn(filter: AltFilter, row: AltRow, drafts: Drafts): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'missing':
      return textOf(row, drafts) === '';
    case 'changed':
      return isChanged(row, drafts);
    case 'long':
      return isLong(textOf(row, drafts));
    case 'failed':
      return row.state.type === 'failed';
  }
}

/** Keys of the rows that a filter shows, in their order. */
export function listed(
  rows: readonly AltRow[],
  drafts: Drafts,
  filter: AltFilter,
  order: AltOrder,
): string[] {
  const shown = rows.filter((row) => isIn(filter, row, drafts));
  if (order === 'product') return shown.map(({ key }) => key);
  const isMissing = (row: AltRow): boolean => textOf(row, drafts) === '';
  return [...shown.filter(isMissing), ...shown.filter((row) => !isMissing(row))].map(({ key }) => key);
}

/** A list that was shown, after the store changed: rows keep their places, and new ones come last. */
export function keptOrder(
  before: readonly string[],
  there: ReadonlyMap<string, AltRow>,
  now: readonly string[],
): string[] {
  const known = new Set(before);
  return [...before.filter((key) => there.has(key)), ...now.filter((key) => !known.has(key))];
}

export function countsOf(rows: readonly AltRow[], drafts: Drafts): Record<AltFilter, number> {
  const counts = { all: 0, missing: 0, changed: 0, long: 0, failed: 0 };
  for (const row of rows) for (const filter of altFilters) if (isIn(filter, row, drafts)) counts[filter] += 1;
  return counts;
}

/** Drafts with these texts. A text that the store has is no draft. */
export function drafted(
  drafts: Drafts,
  rows: ReadonlyMap<string, AltRow>,
  texts: ReadonlyMap<string, string>,
): Drafts {
  const next = new Map<string, Draft>(drafts);
  for (const [key, alt] of texts) {
    const row = rows.get(key);
    if (row === undefined) continue;
    if (alt === row.alt) next.delete(key);
    else next.set(key, { alt, before: row.alt });
  }
  return next;
}

/** Drafts that are still to be saved, of images that are still there. */
export function unsaved(drafts: Drafts, rows: ReadonlyMap<string, AltRow>): Drafts {
  return new Map(
    [...drafts].filter(([key, { alt }]) => {
      const row = rows.get(key);
      return row !== undefined && row.alt !== alt;
    }),
  );
}

const productFields = ['product', 'brand', 'category'] as const;
const imageFields = ['view', 'sku', 'number', 'file'] as const;
const common: readonly string[] = [...productFields, ...imageFields];

/** What a template may name for a row. An option that is called like another field is left out. */
export function fieldsOf(row: AltRow): Record<string, string> {
  const { product, sku, brand, category, view, place, file, options } = row;
  return {
    ...options,
    product,
    sku,
    brand,
    category,
    view,
    number: String(place),
    file: fileStem(file),
  };
}

/** Fields that at least one row has: those of the product, options by name, those of the image. */
export function fieldNames(rows: readonly AltRow[]): string[] {
  const named = new Set<string>();
  for (const row of rows)
    for (const [name, value] of Object.entries(fieldsOf(row))) if (value !== '') named.add(name);
  const options = [...named].filter((name) => !common.includes(name)).toSorted();
  return [...productFields, ...options, ...imageFields].filter((name) => named.has(name));
}
