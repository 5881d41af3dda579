import { createHash } from 'node:crypto';
import type { ProductFacts } from '../../../electron/review/arrangement.ts';
import { undecided, type Item, type ReviewOptions } from '../../../electron/review/item.ts';
import type { ItemMatch } from '../../../electron/matching/match.ts';
import type { StoreImage } from '../../../electron/bigcommerce/image-api.ts';
import { pictureFacts } from '../pictures/prepare/facts.ts';

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export const matched: ItemMatch = { type: 'matched', why: '', candidates: [], where: 'name', view: null };

/** A photo that was read, matched to product 1, and needs no preparing. */
export function item(id: number, given: Partial<Item> = {}): Item {
  const fileName = given.fileName ?? `${String(id).padStart(3, '0')}.jpg`;
  return {
    ...undecided,
    id,
    batchId: 1,
    ordinal: id,
    fileName,
    folder: '',
    path: `/photos/${fileName}`,
    root: '',
    facts: pictureFacts({ width: 100, height: 80, bytes: 1_000 }),
    sha256: sha256Of(`photo ${id}`),
    match: matched,
    target: { productId: 1, variantId: null, sku: 'MUG' },
    ...given,
  };
}

export function ofVariant(variantId: number, productId = 1): Pick<Item, 'target'> {
  return { target: { productId, variantId, sku: `MUG-${variantId}` } };
}

export const options: ReviewOptions = {
  altTemplate: '',
  placement: 'after',
  destination: 'both',
  placements: {},
};

export function facts(id: number, given: Partial<ProductFacts> = {}): ProductFacts {
  return {
    id,
    name: `Product ${id}`,
    sku: 'MUG',
    imageCount: 0,
    thumbnail: null,
    marks: new Set(),
    imagesByMark: new Map(),
    recipes: [],
    brand: '',
    named: new Map(),
    pictured: new Set(),
    room: 1000,
    ...given,
  };
}

export function image(id: number, sortOrder: number, imageFile = `a/${id}.jpg`): StoreImage {
  return {
    id,
    productId: 1,
    sortOrder,
    isThumbnail: false,
    description: '',
    imageFile,
    urlZoom: '',
    urlStandard: '',
    urlThumbnail: '',
    urlTiny: '',
    dateModified: '',
  };
}
