/** What matching takes and tells: plain data throughout, so that it can be stored with a batch and sent to the window. */
import type { ProductFields } from '../pictures/product-fields.ts';

/** What a product or variant may be called by. */
export type IdentifierType = 'sku' | 'barcode' | 'part-number' | 'style' | 'title' | 'address';

/** One identifier and what it belongs to: a product, or one of its variants. */
export interface Identifier {
  type: IdentifierType;
  /** As the catalogue has it. */
  text: string;
  productId: number;
  /** null for the product's own. */
  variantId: number | null;
  /** SKU of the product or variant; '' where it has none. */
  sku: string;
  productName: string;
}

export interface FileToMatch {
  /** As on disk, with its extension. */
  fileName: string;
  /** The folders it lies in, from and with the one that was dropped, '/' between them; '' for a file dropped by itself. */
  folder: string;
  /** What is written in the picture itself; null while it isn't read. */
  fields?: ProductFields | null;
}

/**
 * What the names of one batch have in common. It only settles what a name leaves open by itself.
 */
export interface BatchContext {
  /** Words that nearly all names have before their SKU, whichever SKU it is: a client's or a brand's. */
  before: ReadonlySet<string>;
  /** What a number is that is the SKU of one product and the id of another: a SKU where all other names are. */
  numbers: 'sku' | null;
  /** Identifiers that have letters glued on to count pictures: `HSR1042A`, `HSR1042B`. By key. */
  lettered: ReadonlySet<string>;
  /** In names of one shape, which field is the SKU. By shape; see `shapeOf`. */
  fields: ReadonlyMap<string, number>;
}

/** Of a file by itself. */
export const noContext: BatchContext = {
  before: new Set(),
  numbers: null,
  lettered: new Set(),
  fields: new Map(),
};

/** What a file name says about the place of a photo among its product's. */
export interface View {
  kind: 'number' | 'letter' | 'word';
  /** The number, the lower-case letter, or the view's English name (`front` also for `vorne`). */
  value: number | string;
  /** What follows within the same view: 2 for `front_2`; 0 where nothing does. */
  minor: number;
  /** For people and for alt text: `front`, `front left`, `view 2`. */
  text: string;
}

/** A product, or variant, that a photo may belong to. */
export interface Candidate {
  productId: number;
  variantId: number | null;
  /** '' for a product that was found by its id and has none. */
  sku: string;
  productName: string;
}

/** What a match goes by. */
export type EvidenceType =
  | IdentifierType
  | 'variant-sku'
  | 'product-id'
  | 'file-field'
  | 'pattern'
  | 'manifest';

/** `suggested`: likely, but a person should look. */
export type Certainty = 'certain' | 'suggested';

/** The values of a product's options that a name has, and the variants that have all of them. */
export interface NamedVariants {
  /** `Navy, S`. */
  text: string;
  variantIds: readonly number[];
}

export type Match =
  | {
      type: 'matched';
      productId: number;
      variantId: number | null;
      sku: string;
      by: EvidenceType;
      certainty: Certainty;
      where: 'name' | 'fields' | 'folder';
      view: View | null;
      /** null where the name has no value of an option. */
      variants: NamedVariants | null;
      /** A sentence for the merchant, as in the other cases. */
      why: string;
    }
  | { type: 'ambiguous'; candidates: Candidate[]; why: string }
  | { type: 'unmatched'; nearest: Candidate[]; why: string };

/** How a photo of a batch came to its product, or why it did not. */
export interface ItemMatch {
  /** `chosen`: by the user. */
  type: 'matched' | 'chosen' | 'ambiguous' | 'unmatched';
  /** `suggested`: its only candidate is likely, and waits for the user to accept it. Left out where nothing is suggested. */
  certainty?: Certainty;
  /** A sentence. */
  why: string;
  candidates: Candidate[];
  /** Whether the SKU stands in the file's own name. */
  where: 'name' | 'fields' | 'folder';
  view: View | null;
  variants?: NamedVariants | null;
  /** A list of photos or the user said so: no file name overrules it. */
  isSettled?: true;
  /** Of a photo dropped on a product: the product its name says for certain; null for none. */
  productNamed?: number | null;
  /** Of a photo dropped on a product: the variant of it that its name says. */
  variantNamed?: { variantId: number; sku: string };
}

/** The product, or variant, that a photo of a batch goes to. */
export interface ItemTarget {
  productId: number;
  variantId: number | null;
  sku: string;
  /** What a variant is called that was chosen by hand and may have no SKU; left out, its SKU names it. */
  variant?: string;
  /** Several variants of the product, as all of a colour; only where `variantId` is null. */
  variants?: NamedVariants;
}
