import type { Destination } from '../../shared/review.ts';

export interface ChosenTarget {
  readonly productId: number;
  readonly variantId: number | null;
  /** Several variants of the product, as all of a colour. */
  readonly variantIds?: readonly number[];
  readonly name: string;
  /** Of a variant's photos, when chosen. */
  readonly destination?: Destination;
}
