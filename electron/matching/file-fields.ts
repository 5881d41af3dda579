import type { ProductFields } from '../pictures/product-fields.ts';
import { candidateOf, uniqueCandidates, type CatalogueIndex } from './catalogue-index.ts';
import { evidenceOf, ruleOf } from './evidence.ts';
import { keyOf } from './fold.ts';
import type { Candidate, Certainty, EvidenceType, Identifier } from './match.ts';
import { messages } from './match-messages.ts';
import { weaknessRules } from './weakness.ts';

/** What a picture's fields say about its product. */
export type FieldResult =
  | { type: 'none' }
  | {
      type: 'certain';
      product: Candidate;
      field: string;
      by: EvidenceType;
      text: string;
      certainty: Certainty;
    }
  | { type: 'unsure'; candidates: Candidate[]; why: string };

/**
 * Reads a picture's fields. A field counts if its whole text is an identifier of the catalogue. Fields made for
 * products go before others, in which short numbers and single words don't count.
 */
export function readFields(fields: ProductFields | null, index: CatalogueIndex): FieldResult {
  if (fields === null) return { type: 'none' };
  const made = fields.identifiers.flatMap((one) => found(one, index, true));
  const all = made.length > 0 ? made : fields.texts.flatMap((one) => found(one, index, false));
  const [first] = all;
  if (first === undefined) return { type: 'none' };
  const identifiers = all.flatMap((one) => one.identifiers);
  const products = new Set(identifiers.map(({ productId }) => productId));
  if (products.size > 1)
    return {
      type: 'unsure',
      candidates: uniqueCandidates(identifiers.map(candidateOf)),
      why: messages.severalInField({ field: first.field, text: first.text }),
    };
  const variants = new Set(identifiers.flatMap(({ variantId }) => variantId ?? []));
  const best = all
    .flatMap((one) => one.identifiers.map((identifier) => ({ field: one.field, identifier })))
    .toSorted((a, b) => ruleOf(b.identifier).strength - ruleOf(a.identifier).strength)[0];
  if (best === undefined) return { type: 'none' };
  const { identifier, field } = best;
  const product = candidateOf(variants.size > 1 ? { ...identifier, variantId: null } : identifier);
  const rule = ruleOf(identifier);
  return {
    type: 'certain',
    product,
    field,
    by: evidenceOf(identifier),
    text: identifier.text,
    certainty: made.length === 0 ? rule.certaintyInText : rule.certainty,
  };
}

function found(
  { field, text }: { field: string; text: string },
  index: CatalogueIndex,
  isMadeForProducts: boolean,
): { field: string; text: string; identifiers: readonly Identifier[] }[] {
  const entry = index.find(keyOf(text));
  if (entry === null) return [];
  const { inPicture } = weaknessRules[entry.weakness];
  const counts = inPicture === 'any' || (inPicture === 'made-for-products' && isMadeForProducts);
  return counts ? [{ field, text, identifiers: entry.identifiers }] : [];
}
