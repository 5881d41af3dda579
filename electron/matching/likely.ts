import { candidateOf, uniqueCandidates, type CatalogueIndex } from './catalogue-index.ts';
import { compact, fold, tokensOf, wordsOf } from './fold.ts';
import type { Candidate } from './match.ts';
import { partsOf, type Part } from './parts.ts';

/** Products to offer for a name that means none. */

/** Products whose names share most words with a file's name. `LikeThis` counts as two words. */
export function offersFor(stem: string, index: CatalogueIndex): Candidate[] {
  const parted = stem.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  const texts = wordsOf(parted);
  return index
    .offers(texts)
    .map(({ product: { id, sku, name } }) => ({ productId: id, variantId: null, sku, productName: name }));
}

/** The SKUs most like what stands in a name. */
export function spelledLike(stem: string, index: CatalogueIndex): Candidate[] {
  return uniqueCandidates([...shortSkusIn(stem, index), ...index.nearest(queriesOf(stem))]);
}

/** SKUs of a letter and a digit in a name. They are too short for a search by similarity. */
function shortSkusIn(stem: string, index: CatalogueIndex): Candidate[] {
  return tokensOf(fold(stem))
    .flatMap(({ text }) => index.find(text) ?? [])
    .filter(({ weakness }) => weakness === 'tiny-code')
    .flatMap(({ identifiers }) => identifiers.map(candidateOf));
}

/**
 * Texts to compare with all SKUs if nothing was found: the name up to the last part that may belong to a SKU; up to the
 * part before, because the last one may count pictures; and all such parts together.
 */
function queriesOf(stem: string): string[] {
  const tokens = tokensOf(fold(stem));
  const telling = partsOf(tokens, 0, tokens.length).filter(({ type }) => mayBeOfSku.has(type));
  const upTo = (last: Part | undefined) => compact(tokens.slice(0, last?.to ?? 0));
  const queries = [
    upTo(telling.at(-1)),
    upTo(telling.at(-2)),
    telling.map(({ text }) => text.replaceAll(' ', '')).join(''),
    ...(telling.length === 0 ? [compact(tokens)] : []),
  ];
  return [...new Set(queries)].filter((text) => text.length >= 3 && text.length <= 64);
}

const mayBeOfSku: ReadonlySet<Part['type']> = new Set([
  'unknown',
  'code',
  'letter',
  'number',
  'name',
  'attribute',
]);
