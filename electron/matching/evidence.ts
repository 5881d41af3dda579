import type { Certainty, EvidenceType, Identifier } from './match.ts';
import type { Weakness } from './weakness.ts';

/**
 * How a photo finds its product. This file is the place to start.
 *
 * **What is evidence.** Evidence is an identifier of a product that stands whole in the file's name, in a field
 * inside the picture, or in the name of a folder. `catalogue-index.ts` knows all identifiers. `interpretation.ts`
 * finds those that stand in a name. `file-fields.ts` looks for them in the picture's fields.
 *
 * **How strong it is.** Two tables say it. The one below has a row for each kind of evidence (SKU, barcode, title
 * ...). The one in `weakness.ts` has a row for each way in which a text can be weak, whatever its kind: too short, a
 * year, an ordinary word.
 *
 * **What stands beside it.** `parts.ts` says what every other word of the name means: a view, a number, a date, a
 * value of the product's own options. A word without a meaning is a doubt, because it may name another product.
 * `interpretation.ts` finds the doubts, and the table in `doubt.ts` has a row for each kind: what else may settle it.
 * Code asks these three tables and never compares kinds by name.
 *
 * **How evidence combines.** `file-name.ts` matches a name if all evidence in it is of one product and no doubt is
 * left. If evidence overlaps, the longest counts. What the names of a batch have in common (`batch-context.ts`) may
 * remove a doubt or add one, and never adds evidence. `match-file.ts` combines the sources: the user's patterns first, then the
 * file's name, then the picture's fields, then the folders (`folders.ts`). A list of the user (`lists/`) overrules all
 * of them.
 *
 * **What is asked.** Everything else: sources that disagree, a doubt, evidence of several products. The products in
 * question are offered first, then those that are spelled alike (`nearest.ts`) or have the words in their names
 * (`product-names.ts`). `match-messages.ts` has the sentence for each case.
 *
 * Tests: `evidence.test.ts` checks every column of this table for every kind that is an identifier. `weakness.test.ts`
 * and `doubt.test.ts` check those of the other tables. The tests of the other four kinds are named beside their rows.
 */
interface EvidenceRule {
  /** If a product has several kinds of evidence in a name, the match is said to go by the strongest. */
  strength: number;
  /** Certainty of a match by it when no doubt is left. */
  certainty: Certainty;
  /** The same if its text is only one ordinary word or a short number: a product called `Candle` or `1984`. */
  certaintyOfWord: Certainty;
  /** The same if it stands in a field for free text inside the picture, such as a headline. */
  certaintyInText: Certainty;
  /**
   * What must be written as in the catalogue: how a code is divided by separators; only the digits of a barcode, which
   * people divide as they like; the words of a name.
   */
  spelling: 'code' | 'digits' | 'words';
  /** Which words before it need no explanation. `brand-like`: up to two that could be a client's or a brand's name. */
  strangersBefore: 'brand-like' | 'none';
  /** Whether free text may follow a view: `62015_1_terrace`. */
  freeTextAfterView: boolean;
  /**
   * The highest number after it that counts pictures. A higher one may distinguish products: `Dining Table 80`, `Dining
   * Table 120`. Galleries have fewer pictures than that. Only spins have more, and they count from 01.
   */
  maxCounter: number;
  /** What may be longer than it and mean another product: codes (`ALD210-B` for `ALD210`) or names. */
  rivals: 'codes' | 'names' | 'none';
  /** Whether it may also be a picture's or a job's number, if it has digits only. */
  mayCount: boolean;
  /** What happens if several variants of a product share it: the user is asked, or it means the product. */
  sharedByVariants: 'asked' | 'product';
  /** Whether it counts if a word must be split to find it: `MUG01front`. */
  inPartedWord: boolean;
  /** Whether it is offered for a text that differs in a few characters. */
  offeredIfMisspelt: boolean;
  /** What numbers in the other names of a batch are, if one name has it; see `BatchContext.numbers`. */
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
/** Evidence that says outright which product it means. */
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
  /** A row of the user's list. Tests: `lists/manifest.test.ts`. */
  manifest: { ...outright, strength: 12 },
  /** A pattern that the user wrote. Tests: `patterns.test.ts`. */
  pattern: { ...outright, strength: 11 },
  'variant-sku': { ...code, strength: 10, sharedByVariants: 'asked', offeredIfMisspelt: true },
  sku: { ...code, strength: 9, offeredIfMisspelt: true },
  /** UPC, EAN or GTIN, of a product or of a variant. Its check digit tells it from other numbers. */
  barcode: { ...code, strength: 8, spelling: 'digits', mayCount: false },
  /** The manufacturer's part number. */
  'part-number': { ...code, strength: 7 },
  /** The common beginning of the SKUs of one product's variants, if no other product's begin so. */
  style: { ...code, strength: 6 },
  /** The product's id after a mark such as `id`. Tests: `match-file.test.ts`. */
  'product-id': { ...outright, strength: 5, mayCount: true, numbersAre: 'ids' },
  /** A field inside the picture whose whole text is an identifier. Tests: `weakness.test.ts`, `evidence.test.ts`. */
  'file-field': { ...outright, strength: 4 },
  title: { ...name, strength: 3 },
  address: { ...name, strength: 2 },
};

/** The rule of an identifier. */
export const ruleOf = (identifier: Pick<Identifier, 'type' | 'variantId'>): EvidenceRule =>
  evidenceRules[evidenceOf(identifier)];

/** The rule of equal identifiers: that of the strongest. The list must not be empty. */
export function ruleOfAll(identifiers: readonly Identifier[]): EvidenceRule {
  return identifiers.map(ruleOf).reduce((best, one) => (one.strength > best.strength ? one : best));
}

/** Certainty of a match by an identifier when no doubt is left. */
export function certaintyOf(identifier: Identifier, weakness: Weakness): Certainty {
  const { certainty, certaintyOfWord } = ruleOf(identifier);
  return weakness === 'word' || weakness === 'number' ? certaintyOfWord : certainty;
}

/** If a name has only a title or an address, every other word of it must be explained. */
export const isTitleOrAddress = (identifier: Identifier): boolean => ruleOf(identifier).rivals === 'names';

/** The kind of evidence that an identifier is. */
export function evidenceOf(identifier: Pick<Identifier, 'type' | 'variantId'>): EvidenceType {
  return identifier.type === 'sku' && identifier.variantId !== null ? 'variant-sku' : identifier.type;
}
