import type { Destination } from '../../shared/review.ts';

/** The product or variant that photos are assigned to. */
export interface ChosenTarget {
  readonly productId: number;
  readonly variantId: number | null;
  readonly name: string;
  /** Of a variant's photos, when chosen. */
  readonly destination?: Destination;
}
