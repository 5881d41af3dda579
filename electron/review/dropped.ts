import { text } from '../../shared/messages/text.ts';
import type { DroppedSummary } from '../../shared/review.ts';
import type { ItemMatch, ItemTarget } from '../matching/match.ts';
import { variantOf, type Matched } from '../matching/matcher.ts';
import type { Item } from './item.ts';

/** A product that photos were dropped on. */
export interface DropTarget {
  productId: number;
  sku: string;
  /** The name of a product in the same store. */
  nameOf: (productId: number) => string;
}

/** The most other products that a summary names. */
const maxNamed = 3;

/** A photo that was dropped on a product, with what its name says. Pure. */
export function matchedByDrop(
  { match, target }: Matched,
  { productId, sku, nameOf }: DropTarget,
): { match: ItemMatch; target: ItemTarget } {
  const productNamed = match.type === 'matched' ? (target?.productId ?? null) : null;
  const variantNamed = variantOf({ match, target }, productId);
  const says = productNamed === null ? 'nothing' : productNamed === productId ? 'same' : 'another';
  return {
    match: {
      type: 'chosen',
      why: text('review.droppedOn', {
        product: nameOf(productId),
        says,
        other: productNamed === null ? '' : nameOf(productNamed),
      }),
      candidates: match.candidates,
      where: match.where,
      view: match.view,
      variants: match.variants ?? null,
      productNamed,
      ...(variantNamed && { variantNamed }),
    },
    target: { productId, variantId: null, sku },
  };
}

/** Whether a photo is still where it was dropped. */
export function isAsDropped({ match }: Pick<Item, 'match'>): boolean {
  return match.productNamed !== undefined;
}

/** What the names of dropped photos say, counted by product. Pure. */
export function droppedSummary(
  items: readonly Pick<Item, 'match' | 'unusable'>[],
  productId: number,
  nameOf: (productId: number) => string,
): DroppedSummary {
  const says = items
    .filter((item) => item.unusable === null && isAsDropped(item))
    .map(({ match }) => match.productNamed ?? null);
  const others = Map.groupBy(
    says.filter((named) => named !== null && named !== productId),
    (named) => named ?? 0,
  );
  const byCount = [...others].toSorted(([, a], [, b]) => b.length - a.length);
  return {
    productId,
    productName: nameOf(productId),
    here: says.filter((named) => named === productId).length,
    unnamed: says.filter((named) => named === null).length,
    elsewhere: byCount.reduce((sum, [, own]) => sum + own.length, 0),
    others: byCount
      .slice(0, maxNamed)
      .map(([id, own]) => ({ productId: id, productName: nameOf(id), count: own.length })),
  };
}
