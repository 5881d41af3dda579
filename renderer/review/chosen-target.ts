import type { Destination } from '../../shared/review.ts';

/** A product, or a variant of it, that photos are given to. */
export interface ChosenTarget {
  readonly productId: number;
  readonly variantId: number | null;
  readonly name: string;
  /** Of a variant, where it was said: what its photos become. */
  readonly destination?: Destination;
}
