import type { Certainty, EvidenceType, Identifier } from './match.ts';
import type { Weakness } from './weakness.ts';

/**
 * How a photo finds its product.
 *
 * Evidence is whatever names a product: an identifier that stands whole in the file's name, in a field inside the
 * picture, or in the name of a folder. `interpretation.ts` finds all of it in a name. `parts.ts` then says what every
 * other word means: a view, a number, a date, a value of the product's own options. Words that nothing explains are a
 * doubt, because they may make it another product.
 *
 * A name is matched when all its evidence is of one product and no doubt is left. Where evidence overlaps, the longest
 * counts. What the names of a batch have in common (`batch-context.ts`) may remove a doubt and never adds evidence. The
 * file's name goes before its fields, and fields before folders; where they disagree, the user is asked. Everything
 * else is asked, too, with the products in question first.
 *
 * This table is all that differs between kinds of evidence. How weak its text makes any of them is in `weakness.ts`.
 */
interface EvidenceRule {
  /** Of evidence of one product the strongest is told. */
  strength: number;
  /** What a match by it is where no doubt is left. */
  certainty: Certainty;
  /** The same where it is nothing but one ordinary word or a short number, such as a product called `Candle` or `1984`. */
  certaintyOfWord: Certainty;
  /** The same where it is a field for free text inside the picture, such as a headline. */
  certaintyInText: Certainty;
  /** What has to be as in the catalogue: a code's parts; a barcode's digits, which people part as they like; a name's words. */
  spelling: 'code' | 'digits' | 'words';
  /** Which words before it may be left unexplained: `brand-like` for up to two that could be a client's or a brand's. */
  strangersBefore: 'brand-like' | 'none';
  /** Whether words behind a view may be free text: `62015_1_terrace`. */
  freeTextAfterView: boolean;
  /**
   * The highest number behind it that counts pictures. Products may differ in a higher one: `Dining Table 80`, `Dining
   * Table 120`. No gallery has as many pictures, but for spins, which count from 01.
   */
  maxCounter: number;
  /** What may go on where it ends, and so mean another product. */
  rivals: 'codes' | 'names' | 'none';
  /** Whether digits alone may count pictures or be a job's number instead. */
  mayCount: boolean;
  /** What it says where several variants of one product have it: nothing yet, or the product. */
  sharedByVariants: 'asked' | 'product';
  /** Whether it counts in a word that has to be parted to find it: `MUG01front`. */
  inPartedWord: boolean;
  /** Whether it is offered for a text that differs from it by a few characters. */
  offeredIfMisspelt: boolean;
  /** What the numbers in other names of a batch are where one name has it; see `BatchContext.numbers`. */
  numbersAre: 'codes' | 'ids';
}

const code = {
  certainty: 'certain',
  certaintyOfWord: 'certain',
  certaintyInText: 'certain',
  spelling: 'code',
  strangersBefore: 'brand-like',
  freeTextAfterView: true,
  maxCounter: 9_999,
  rivals: 'codes',
  mayCount: true,
  sharedByVariants: 'product',
  inPartedWord: true,
  offeredIfMisspelt: false,
  numbersAre: 'codes',
} as const;
const name = {
  certainty: 'certain',
  certaintyOfWord: 'suggested',
  certaintyInText: 'suggested',
  spelling: 'words',
  strangersBefore: 'none',
  freeTextAfterView: false,
  maxCounter: 40,
  rivals: 'names',
  mayCount: true,
  sharedByVariants: 'product',
  inPartedWord: true,
  offeredIfMisspelt: false,
  numbersAre: 'codes',
} as const;
/** What says outright which product it means. */
const outright = {
  certainty: 'certain',
  certaintyOfWord: 'certain',
  certaintyInText: 'certain',
  spelling: 'code',
  strangersBefore: 'none',
  freeTextAfterView: false,
  maxCounter: 9_999,
  rivals: 'none',
  mayCount: false,
  sharedByVariants: 'product',
  inPartedWord: false,
  offeredIfMisspelt: false,
  numbersAre: 'codes',
} as const;

export const evidenceRules: Readonly<Record<EvidenceType, EvidenceRule>> = {
  /** A row of the user's list. */
  manifest: { ...outright, strength: 12 },
  /** A pattern of the user's own. */
  pattern: { ...outright, strength: 11 },
  'variant-sku': { ...code, strength: 10, sharedByVariants: 'asked', offeredIfMisspelt: true },
  sku: { ...code, strength: 9, offeredIfMisspelt: true },
  /** UPC, EAN or GTIN, of a product or of a variant. Its check digit tells it from other numbers. */
  barcode: { ...code, strength: 8, spelling: 'digits', mayCount: false },
  /** The manufacturer's part number. */
  'part-number': { ...code, strength: 7 },
  /** What the SKUs of one product's variants, and of no other's, begin with. */
  style: { ...code, strength: 6 },
  /** The product's id behind a mark that says so. */
  'product-id': { ...outright, strength: 5, mayCount: true, numbersAre: 'ids' },
  /** A field inside the picture that is, as a whole, an identifier. */
  'file-field': { ...outright, strength: 4 },
  title: { ...name, strength: 3 },
  address: { ...name, strength: 2 },
};

/** The rule of an identifier. */
export const ruleOf = (identifier: Pick<Identifier, 'type' | 'variantId'>): EvidenceRule =>
  evidenceRules[evidenceOf(identifier)];

/** The rule of identifiers that are equal: that of the strongest. There has to be one. */
export function ruleOfAll(identifiers: readonly Identifier[]): EvidenceRule {
  return identifiers.map(ruleOf).reduce((best, one) => (one.strength > best.strength ? one : best));
}

/** What a match by an identifier is where no doubt is left. */
export function certaintyOf(identifier: Identifier, weakness: Weakness): Certainty {
  const { certainty, certaintyOfWord } = ruleOf(identifier);
  return weakness === 'word' || weakness === 'number' ? certaintyOfWord : certainty;
}

/** Beside a title or an address every other word of a name has to be explained. */
export const isTitleOrAddress = (identifier: Identifier): boolean => ruleOf(identifier).rivals === 'names';

/** The kind of evidence that an identifier is. */
export function evidenceOf(identifier: Pick<Identifier, 'type' | 'variantId'>): EvidenceType {
  return identifier.type === 'sku' && identifier.variantId !== null ? 'variant-sku' : identifier.type;
}
