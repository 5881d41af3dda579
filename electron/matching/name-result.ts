import type { Candidate, View } from './match.ts';

/** What one name, of a file or of a folder, says by itself. */
export type NameResult =
  | {
      is: 'certain';
      product: Candidate;
      by: 'sku' | 'variant-sku' | 'product-id';
      view: View | null;
      viewText: string;
      /** Begins, is or contains, as a sentence about the name says it. */
      verb: 'is' | 'begins with' | 'contains';
      /** Whether it could hardly be anything else than this product: no short number. */
      strong: boolean;
      /** A sentence on what settled it where the name alone left it open; '' where it didn't. */
      settledBy: string;
    }
  | {
      is: 'unsure';
      candidates: Candidate[];
      /** End of a sentence about the name, such as "contains the SKU A, but ...". */
      because: string;
      strong: boolean;
      /** A number without any mark that is also a product's id. */
      isBareId?: true;
    }
  | { is: 'silent'; view: View | null; viewText: string; camera: boolean };
