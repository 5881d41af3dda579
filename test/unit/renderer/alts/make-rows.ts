import type { AltRow } from '../../../../renderer/alts/alt-table.ts';

/** A row of the table of alt texts. */
export function altRow(imageId: number, change: Partial<AltRow> = {}): AltRow {
  return {
    key: `image-${imageId}`,
    imageId,
    productId: 1,
    product: 'Alder Crew Tee',
    sku: 'ALD210',
    brand: '',
    category: '',
    place: 1,
    alt: '',
    file: 'ALD210_front.jpg',
    picture: '/picture',
    view: 'front',
    options: {},
    state: { type: 'saved' },
    ...change,
  };
}

export function byKey(rows: readonly AltRow[]): Map<string, AltRow> {
  return new Map(rows.map((row) => [row.key, row]));
}
