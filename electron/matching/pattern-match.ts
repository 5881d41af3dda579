import { fold, keyOf, tokensOf } from './fold.ts';
import type { Candidate, Match, View } from './match.ts';
import { messages } from './match-messages.ts';
import { isCompactDate, partsOf } from './parts.ts';
import type { Field, Pattern, PatternPart } from './patterns.ts';
import { candidateOf, uniqueCandidates, type CatalogueIndex } from './catalogue-index.ts';
import { spellingOf } from './spelling.ts';
import { viewOf } from './view.ts';

/** Longer names are not tried: file systems have none, and trying all ways to split one would take long. */
const longestName = 260;

/** The text of a pattern's field in one name. */
interface Captured {
  field: Field;
  text: string;
}

interface Hit {
  candidates: Candidate[];
  captured: Captured[];
  literal: boolean;
  length: number;
  from: number;
}

/**
 * The match by the user's first pattern that fits. Null if none fits with a SKU or id of the catalogue. `name`: a
 * stem.
 */
export function matchByPatterns(
  name: string,
  folder: string,
  index: CatalogueIndex,
  patterns: readonly Pattern[],
): Match | null {
  for (const pattern of patterns) {
    const match = matchByPattern(pattern, name, folder, index);
    if (match !== null) return match;
  }
  return null;
}

function matchByPattern(pattern: Pattern, name: string, folder: string, index: CatalogueIndex): Match | null {
  const first = pattern.parts[0];
  const isFolder = first?.type === 'field' && first.field.startsWith('folder:');
  const hits = isFolder ? folderHits(pattern, name, folder, index) : nameHits(pattern.parts, name, index);
  const [best] = hits;
  if (best === undefined) return null;
  const rivals = hits.filter((hit) => !best.literal || hit.from > best.from);
  const candidates = uniqueCandidates([best, ...rivals].flatMap((hit) => hit.candidates));
  const one = soleOf(candidates);
  if (one === null) {
    const skus = [...new Set(candidates.map(({ sku, productId }) => sku || String(productId)))].slice(0, 3);
    const why = messages.severalByPattern({ pattern: pattern.source, skus });
    return { type: 'ambiguous', candidates, why };
  }
  const view = viewOfCaptured(best.captured);
  const { productId, variantId, sku } = one;
  return {
    type: 'matched',
    productId,
    variantId,
    sku,
    by: 'pattern',
    certainty: 'certain',
    variants: null,
    where: isFolder ? 'folder' : 'name',
    view,
    why: messages.pattern({ pattern: pattern.source, sku, productId, view }),
  };
}

/** The only product or variant among candidates. A product's own SKU means the product, even if variants share it. */
function soleOf(candidates: readonly Candidate[]): Candidate | null {
  if (new Set(candidates.map(({ productId }) => productId)).size !== 1) return null;
  const keys = new Set(candidates.map(({ sku }) => sku));
  if (keys.size > 1) return null;
  return (
    candidates.find(({ variantId }) => variantId === null) ??
    (candidates.length === 1 ? (candidates[0] ?? null) : null)
  );
}

function folderHits(pattern: Pattern, name: string, folder: string, index: CatalogueIndex): Hit[] {
  const rest = pattern.parts.slice(1);
  const field = pattern.parts[0]?.type === 'field' && pattern.parts[0].field === 'folder:id' ? 'id' : 'sku';
  const captured = rest.length === 0 ? freeView(name) : captureAll(rest, name);
  if (captured === null) return [];
  for (const segment of folder.split('/').toReversed()) {
    const candidates = lookUp(field, segment, index);
    if (candidates.length === 0) continue;
    const folderCapture: Captured = { field: field === 'id' ? 'folder:id' : 'folder:sku', text: segment };
    return [
      { candidates, captured: [folderCapture, ...captured], literal: true, length: segment.length, from: 0 },
    ];
  }
  return [];
}

/** The whole file name as a view, if it is one. For patterns that give only a folder. */
function freeView(name: string): Captured[] {
  const parts = partsOf(tokensOf(fold(name)), 0, Number.MAX_SAFE_INTEGER);
  return parts.every(({ type }) => type !== 'unknown' && type !== 'camera')
    ? [{ field: 'view', text: name }]
    : [];
}

/** All SKUs or ids at the pattern's place in the name, longest first. */
function nameHits(parts: readonly PatternPart[], name: string, index: CatalogueIndex): Hit[] {
  if (name.length > longestName) return [];
  const at = parts.findIndex(
    (part) => part.type === 'field' && (part.field === 'sku' || part.field === 'id'),
  );
  const part = parts[at];
  if (part?.type !== 'field') return [];
  const starts = reachable(parts.slice(0, at), name);
  const ends = reachable(parts.slice(at + 1).toReversed(), reverse(name), true).map(
    (end) => name.length - end,
  );
  const hits: Hit[] = [];
  for (const from of starts) {
    for (const to of ends) {
      if (to <= from) continue;
      const text = name.slice(from, to);
      if (/^[^\p{L}\p{N}]|[^\p{L}\p{N}]$/u.test(text) && tokensOf(fold(text)).length > 0) {
        // Separators at the edge belong to the text around the SKU.
        continue;
      }
      const candidates = lookUp(part.field, text, index);
      if (candidates.length === 0) continue;
      const [before, after] = [
        captureAll(parts.slice(0, at), name.slice(0, from)),
        captureAll(parts.slice(at + 1), name.slice(to)),
      ];
      if (before === null || after === null) continue;
      const captured = [...before, { field: part.field, text }, ...after];
      const literal = candidates.some(
        ({ sku }) => part.field === 'id' || spellingOf(tokensOf(fold(text)), sku) === 'literal',
      );
      hits.push({ candidates, captured, literal, length: to - from, from });
    }
  }
  return hits.toSorted((a, b) => b.length - a.length || a.from - b.from);
}

function lookUp(field: Field, text: string, index: CatalogueIndex): Candidate[] {
  const key = keyOf(text);
  if (field === 'id') {
    const product = /^[1-9]\d{0,9}$/.test(text) ? index.productById(Number(text)) : null;
    return product === null ? [] : [product];
  }
  return (
    index
      .find(key)
      ?.identifiers.filter(({ type }) => type === 'sku')
      .map(candidateOf) ?? []
  );
}

const reverse = (text: string) => Array.from(text).toReversed().join('');

/** Places where a row of parts can end, if it starts at the text's beginning. `reversed`: the text is reversed. */
function reachable(parts: readonly PatternPart[], text: string, reversed = false): number[] {
  let places = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (const place of places) for (const end of endsOf(part, text, place, reversed)) next.add(end);
    places = next;
  }
  return [...places];
}

const dateForms = [10, 8, 6] as const;

/** Where a part that begins at a place can end. */
function endsOf(part: PatternPart, text: string, from: number, reversed = false): number[] {
  if (part.type === 'text') {
    const wanted = reversed ? reverse(part.text) : part.text;
    const there = text.slice(from, from + wanted.length);
    return fold(there) === fold(wanted) ? [from + wanted.length] : [];
  }
  const run = (wanted: RegExp, maxLength: number) => {
    const ends: number[] = [];
    for (
      let end = from + 1;
      end <= text.length && end - from <= maxLength && wanted.test(text[end - 1] ?? '');
      end += 1
    )
      ends.push(end);
    return ends;
  };
  switch (part.field) {
    case 'number':
      return run(/\d/, 9);
    case 'letter':
      return run(/\p{L}/u, 1);
    case 'date':
      return dateForms
        .filter((length) => {
          const there = text.slice(from, from + length);
          const digits = (reversed ? reverse(there) : there).replace(/[-._ ]/g, '');
          return (
            there.length === length &&
            /^\d+$/.test(digits) &&
            (length === 6 ? digits.length === 6 : isCompactDate(digits))
          );
        })
        .map((length) => from + length);
    default:
      return run(/[^]/u, longestName);
  }
}

/**
 * The text of each field if a row of parts makes up the whole text; null if it doesn't. Each field takes as little as
 * possible.
 */
function captureAll(parts: readonly PatternPart[], text: string): Captured[] | null {
  const dead = new Set<string>();
  function from(place: number, part: number): Captured[] | null {
    const current = parts[part];
    if (current === undefined) return place === text.length ? [] : null;
    const key = `${place}/${part}`;
    if (dead.has(key)) return null;
    for (const end of endsOf(current, text, place)) {
      const rest = from(end, part + 1);
      if (rest === null) continue;
      return current.type === 'text'
        ? rest
        : [{ field: current.field, text: text.slice(place, end) }, ...rest];
    }
    dead.add(key);
    return null;
  }
  return from(0, 0);
}

function viewOfCaptured(captured: readonly Captured[]): View | null {
  const saying = captured.filter(({ field }) => field === 'view' || field === 'number' || field === 'letter');
  const tokens = saying.flatMap(({ text }) =>
    tokensOf(fold(text)).map(({ text: one }) => ({ text: one, separator: '_' })),
  );
  if (tokens.length === 0) return null;
  const parts = partsOf(tokens, 0, tokens.length);
  const known = viewOf([], parts);
  if (known !== null) return known;
  const text = saying.map((one) => one.text).join(' ');
  return { kind: 'word', value: fold(text), minor: 0, text };
}
