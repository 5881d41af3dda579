import type { Destination } from '../../shared/review.ts';

export interface ChosenTarget {
  readonly productId: number;
  readonly variantId: number | null;
  readonly name: string;
  /** Of a variant's photos, when chosen. */
  readonly destination?: Destination;
}
