/** Input and results of matching: plain data, so that it can be stored with a batch and sent to the window. */
import type { KnownField } from './name-shape.ts';
import type { ProductFields } from '../pictures/product-fields.ts';

/** The kinds of identifiers that a product or variant has. */
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
  /** Its folders from the dropped one on, separated by '/'; '' for a file that was dropped by itself. */
  folder: string;
  /** Fields inside the picture; null while they aren't read. */
  fields?: ProductFields | null;
}

/** What the names of one batch have in common. It only decides what a name by itself leaves open. */
export interface BatchContext {
  /** Words that nearly all names have before their SKU, such as the name of a client or a brand. */
  before: ReadonlySet<string>;
  /** What a number means that is the SKU of one product and the id of another: a SKU if all other names have SKUs. */
  numbers: 'sku' | null;
  /** Keys of identifiers after which letters count pictures: `HSR1042A`, `HSR1042B`. */
  lettered: ReadonlySet<string>;
  /** Which field is the SKU in names of one shape. By shape; see `shapeOf`. */
  fields: ReadonlyMap<string, KnownField>;
  /** In which names a number counts pictures, though it may be a SKU; see `isCounted`. */
  rows: ReadonlySet<string>;
}

/** The context of a file that came alone. */
export const noContext: BatchContext = {
  before: new Set(),
  numbers: null,
  lettered: new Set(),
  fields: new Map(),
  rows: new Set(),
};

/** What a file name says about the place of a photo among its product's. */
export interface View {
  kind: 'number' | 'letter' | 'word';
  /** The number, the lower-case letter, or the view's English name (`front` also for `vorne`). */
  value: number | string;
  /** Number within the same view: 2 for `front_2`; 0 if there is none. */
  minor: number;
  /** For people and for alt text: `front`, `front left`, `view 2`. */
  text: string;
  /** What it shows, if the name says it beside a number or a letter: `1Front`. A word shows its value. */
  role?: string;
}

/** A product, or variant, that a photo may belong to. */
export interface Candidate {
  productId: number;
  variantId: number | null;
  /** '' for a product that was found by its id and has none. */
  sku: string;
  productName: string;
}

/** What a match is based on. `evidence.ts` has a rule for each. */
export type EvidenceType =
  | IdentifierType
  | 'variant-sku'
  | 'product-id'
  | 'file-field'
  | 'pattern'
  | 'manifest';

/** `suggested`: likely, but a person should look. */
export type Certainty = 'certain' | 'suggested';

/** Values of a product's options in a name, and the variants that have all of these values. */
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
      /** null if the name has no value of an option. */
      variants: NamedVariants | null;
      /** A sentence for the merchant, as in the other cases. */
      why: string;
    }
  /** `isId`: its only candidate has the name's bare number as its id. */
  | { type: 'ambiguous'; candidates: Candidate[]; why: string; isId?: true }
  | { type: 'unmatched'; nearest: Candidate[]; why: string };

/** How a photo of a batch came to its product, or why it did not. */
export interface ItemMatch {
  /** `chosen`: by the user. */
  type: 'matched' | 'chosen' | 'ambiguous' | 'unmatched';
  /**
   * `suggested`: its only candidate is likely, and waits for the user to accept it. Left out if nothing is suggested.
   */
  certainty?: Certainty;
  /** Its only candidate has the name's bare number as its id. The user answers for all such photos at once. */
  isId?: true;
  /** A sentence. */
  why: string;
  candidates: Candidate[];
  /** Whether the SKU stands in the file's own name. */
  where: 'name' | 'fields' | 'folder';
  view: View | null;
  variants?: NamedVariants | null;
  /** Set by a list of photos or by the user. No file name overrules it. */
  isSettled?: true;
  /** For a photo that was dropped on a product: the product that its name certainly means; null for none. */
  productNamed?: number | null;
  /** For a photo that was dropped on a product: the variant of this product that its name means. */
  variantNamed?: { variantId: number; sku: string };
}

/** The product, or variant, that a photo of a batch goes to. */
export interface ItemTarget {
  productId: number;
  variantId: number | null;
  sku: string;
  /** Name of a variant that was chosen by hand and may have no SKU. If left out, its SKU is its name. */
  variant?: string;
  /** Several variants of the product, such as all of one colour. Only if `variantId` is null. */
  variants?: NamedVariants;
}
