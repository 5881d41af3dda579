/** What matching takes and tells: plain data throughout, so that it can be stored with a batch and sent to the window. */

/** A SKU and what it belongs to: a product, or one of its variants. */
export interface SkuHolder {
  productId: number;
  /** null for the product's own SKU. */
  variantId: number | null;
  sku: string;
  productName: string;
}

export interface FileToMatch {
  /** As on disk, with its extension. */
  fileName: string;
  /** The folders it lies in, from and with the one that was dropped, '/' between them; '' for a file dropped by itself. */
  folder: string;
}

/**
 * What the names of one drop have in common, and what therefore says nothing about the product of one of them: photographers name all pictures of a job
 * alike. It only settles what a name by itself leaves open.
 */
export interface Habits {
  /** Words that nearly all names have before their SKU, whichever SKU it is. */
  before: ReadonlySet<string>;
  /** And behind it. */
  after: ReadonlySet<string>;
  /** What a number is that is the SKU of one product and the id of another: a SKU where all other names are. */
  numbers: 'sku' | null;
}

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

export type Match =
  | {
      is: 'matched';
      productId: number;
      variantId: number | null;
      sku: string;
      by: 'sku' | 'variant-sku' | 'product-id' | 'pattern' | 'manifest';
      where: 'name' | 'folder';
      view: View | null;
      /** A sentence for the merchant, as in the other cases. */
      why: string;
    }
  | { is: 'ambiguous'; candidates: Candidate[]; why: string }
  | { is: 'unmatched'; nearest: Candidate[]; why: string };

/** How a photo of a batch came to its product, or why it did not. */
export interface ItemMatch {
  /** `chosen`: by the user. */
  is: 'matched' | 'chosen' | 'ambiguous' | 'unmatched';
  /** A sentence. */
  why: string;
  candidates: Candidate[];
  /** Whether the SKU stands in the file's own name. */
  where: 'name' | 'folder';
  view: View | null;
  /** A list of photos or the user said so: no file name overrules it. */
  isSettled?: true;
}

/** The product, or variant, that a photo of a batch goes to. */
export interface ItemTarget {
  productId: number;
  variantId: number | null;
  sku: string;
  /** What a variant is called that was chosen by hand and may have no SKU; left out, its SKU names it. */
  variant?: string;
}
