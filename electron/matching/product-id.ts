import { fold, keyOf, tokensOf, type Token } from './fold.ts';
import type { Candidate } from './match.ts';
import { isGtin } from './barcode.ts';
import { messages } from './match-messages.ts';
import { unsure, type NameResult } from './name-result.ts';
import { partsOf, type Part } from './parts.ts';
import { uniqueCandidates, type CatalogueIndex } from './catalogue-index.ts';
import { viewOf, viewWords } from './view.ts';
import { weaknessOf, weaknessRules } from './weakness.ts';

/** Marks that announce a product's id. */
const idMark = /^(?:p?id|(?:product|bc|bigcommerce)id)$/;

/** A product's id and the mark before it: `id366`, `id-366`, `product-id-366`; null if the name begins otherwise. */
export function idMarkOf(tokens: readonly Token[]): { mark: string; id: string; at: number } | null {
  let mark = '';
  for (const [at, { text }] of tokens.slice(0, 3).entries()) {
    const found = /^([a-z]*)([1-9]\d{0,9})?$/.exec(text);
    if (found === null) return null;
    const [, letters = '', id = ''] = found;
    mark += letters;
    if (id !== '') return idMark.test(mark) ? { mark, id, at } : null;
  }
  return null;
}

/**
 * The result for a name that is a product's id with nothing but a view beside it. Ids are small numbers without gaps,
 * so that nearly every number is some product's. An id counts only after a mark; without one, the product is asked
 * about.
 */
export function idResult(tokens: readonly Token[], index: CatalogueIndex): NameResult | null {
  const marked = idMarkOf(tokens);
  const text = marked?.id ?? tokens[0]?.text ?? '';
  if (!/^[1-9]\d{0,9}$/.test(text) || !/^[\s\p{P}#]*$/u.test(tokens[0]?.separator ?? '')) return null;
  if (marked === null && isGtin(text)) return null;
  const product = index.productById(Number(text));
  if (product === null) return null;
  const parts = partsOf(tokens, (marked?.at ?? 0) + 1, tokens.length);
  const numbers = parts.filter(({ type }) => type === 'number');
  const plain = parts.every(({ type }) => !['unknown', 'attribute', 'code', 'date'].includes(type));
  if (
    !plain ||
    numbers.length > 1 ||
    numbers.some((part) => part.text.length > 3 && !part.text.startsWith('0'))
  )
    return null;
  const like = marked === null ? pairsLike(text, parts, index) : markedSkusLike(marked, index);
  const verb = marked !== null ? 'contains' : parts.length === 0 ? 'is' : 'begins';
  if (like.length > 0) {
    const sku = like[0]?.sku ?? '';
    return unsure(uniqueCandidates([product, ...like]), false, (subject) =>
      messages.idOrSku({ subject, verb, id: text, sku }),
    );
  }
  if (marked === null) {
    const { alone } = weaknessRules[weaknessOf(text, text, false)];
    const isLikely = alone === 'evidence' || (alone === 'if-a-view' && parts.some(({ view }) => view));
    const found = unsure([product], false, (subject) => messages.bareId({ subject, verb, id: text }));
    return isLikely ? { ...found, isBareId: true } : found;
  }
  return {
    type: 'certain',
    certainty: 'certain',
    product,
    text,
    variants: null,
    by: 'product-id',
    view: viewOf([], parts),
    viewText: viewWords(parts),
    verb,
    strong: true,
    settledBy: '',
  };
}

/** SKUs that begin with the mark itself, such as ID-4500. The name may mean one of them. */
function markedSkusLike({ mark, id }: { mark: string; id: string }, index: CatalogueIndex): Candidate[] {
  return index.nearest([mark + id]).filter(({ sku }) => {
    const key = keyOf(sku);
    return key.startsWith(mark) && /^\d+$/.test(key.slice(mark.length));
  });
}

/** SKUs of two numbers that an id and a number may mean with a slip: `4483_37` for 483/37. */
function pairsLike(id: string, parts: readonly Part[], index: CatalogueIndex): Candidate[] {
  const [number] = parts;
  if (number?.type !== 'number' || number.text.length < 2) return [];
  return index.nearest([`${id}${number.text}`]).filter(({ sku }) => {
    const [first, second, ...more] = tokensOf(fold(sku));
    return /^\d+$/.test(first?.text ?? '') && second?.text === number.text && more.length === 0;
  });
}
