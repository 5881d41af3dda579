import { fileStem } from '../../../shared/file-stem.ts';
import { renderAlt, type AltFields } from '../../../shared/alt-template.ts';
import type { Product } from '../../../shared/model.ts';
import type { GalleryRow } from '../gallery-rows.ts';
import { tileFile } from '../../wording/gallery-messages.ts';

/** The template fields of a tile. `place` is its position in the gallery, from 1. */
export function altFields({ tile }: GalleryRow, place: number, { name, sku }: Product): AltFields {
  const file = fileStem(tileFile(tile));
  return { product: name, sku, view: viewOf(file, sku), number: String(place), file };
}

/** The part of a file name behind its SKU: "front" for `ALD-1000-A_front`. */
export function viewOf(file: string, sku: string): string {
  const hasSku = sku !== '' && file.toLowerCase().startsWith(sku.toLowerCase());
  const rest = hasSku ? file.slice(sku.length) : file;
  return rest.replace(/[\s_-]+/g, ' ').trim();
}

export interface AltPreview {
  readonly row: GalleryRow;
  readonly alt: string;
}

/** The alt texts that a template makes, by row id, including those that don't change. */
export function altPreviews(
  rows: readonly GalleryRow[],
  template: string,
  places: ReadonlyMap<string, number>,
  product: Product,
): AltPreview[] {
  return rows.map((row) => ({
    row,
    alt: renderAlt(template, altFields(row, places.get(row.id) ?? 1, product)),
  }));
}
