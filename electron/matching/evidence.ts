import type { Certainty, EvidenceType, IdentifierType } from './match.ts';

/**
 * How a photo finds its product.
 *
 * Evidence is whatever names a product: an identifier that stands whole in the file's name, in a field inside the picture, or in the name of a
 * folder. `interpretation.ts` finds all of it in a name. `parts.ts` then says what every other word means: a view, a number, a date, a value of the
 * product's own options. Words that nothing explains are a doubt, because they may make it another product.
 *
 * A name is matched when all its evidence is of one product and no doubt is left. Where evidence overlaps, the longest counts. What the names of
 * a batch have in common (`batch-context.ts`) may remove a doubt and never adds evidence. The file's name goes before its fields, and fields before folders; where
 * they disagree, the user is asked. Everything else is asked, too, with the products in question first.
 *
 * This table is all that differs between kinds of evidence.
 */
export interface EvidenceRule {
  /** Of evidence of one product the strongest is told. */
  strength: number;
  /** What a match by it is where no doubt is left. */
  certainty: Certainty;
  /** Which words before it may be left unexplained: `brand-like` for up to two that could be a client's or a brand's. */
  strangersBefore: 'brand-like' | 'none';
  /** Whether words behind a view may be free text: `62015_1_terrace`. */
  freeTextAfterView: boolean;
  /** What may go on where it ends, and so mean another product. */
  rivals: 'codes' | 'names' | 'none';
}

const code = {
  certainty: 'certain',
  strangersBefore: 'brand-like',
  freeTextAfterView: true,
  rivals: 'codes',
} as const;
const name = {
  certainty: 'certain',
  strangersBefore: 'none',
  freeTextAfterView: false,
  rivals: 'names',
} as const;
const usual = {
  certainty: 'certain',
  strangersBefore: 'none',
  freeTextAfterView: false,
  rivals: 'none',
} as const;

export const evidenceRules: Readonly<Record<EvidenceType, EvidenceRule>> = {
  /** A row of the user's list. */
  manifest: { ...usual, strength: 12 },
  /** A pattern of the user's own. */
  pattern: { ...usual, strength: 11 },
  'variant-sku': { ...code, strength: 10 },
  sku: { ...code, strength: 9 },
  /** UPC, EAN or GTIN, of a product or of a variant. */
  barcode: { ...code, strength: 8 },
  /** The manufacturer's part number. */
  'part-number': { ...code, strength: 7 },
  /** What the SKUs of one product's variants, and of no other's, begin with. */
  style: { ...code, strength: 6 },
  /** The product's id behind a mark that says so. */
  'product-id': { ...usual, strength: 5 },
  /** A field inside the picture that is, as a whole, an identifier. */
  'file-field': { ...usual, strength: 4 },
  title: { ...name, strength: 3 },
  address: { ...name, strength: 2 },
};

/** The kind of evidence that an identifier is. */
export function evidenceOf(identifier: { type: IdentifierType; variantId: number | null }): EvidenceType {
  return identifier.type === 'sku' && identifier.variantId !== null ? 'variant-sku' : identifier.type;
}
