import type { CatalogueIndex } from './catalogue-index.ts';
import { fold, keyOf, stemOf, tokensOf } from './fold.ts';
import type { BatchContext, FileToMatch } from './match.ts';
import { readName } from './file-name.ts';
import { evidenceRules, isTitleOrAddress } from './evidence.ts';
import { interpretationsOf, isName, type Interpretation } from './interpretation.ts';
import { shapeOf, type KnownField } from './name-shape.ts';
import { NumberRows } from './number-rows.ts';
import type { Part } from './parts.ts';
import { isAttribute, isOtherThing } from './vocabulary.ts';
import { weaknessRules } from './weakness.ts';

/** What fewer products have in common may be chance. */
const minProducts = 3;
const nearlyAll = 0.8;

/**
 * What names of one shape need so that one of their fields is taken for the SKU, and another for a number that is none.
 */
const field = { minNames: 10, minProducts: 5, minShare: 0.8, maxRivalShare: 0.25, minNumberShare: 0.5 };

/** In how many names something stands, and beside which products. */
interface Count {
  products: Set<number>;
  names: number;
}

interface Shape {
  names: number;
  /** By place, as are the numbers that are no codes. */
  hits: Map<number, Count>;
  numbers: Map<number, { lengths: Set<number>; names: number }>;
}

/** Adds what was found later to what was known. */
export function mergeContexts(known: BatchContext, found: BatchContext): BatchContext {
  return {
    before: new Set([...known.before, ...found.before]),
    numbers: found.numbers ?? known.numbers,
    lettered: new Set([...known.lettered, ...found.lettered]),
    fields: new Map([...known.fields, ...found.fields]),
    rows: new Set([...known.rows, ...found.rows]),
  };
}

/** Whether a context decides nothing. */
export function isEmptyContext({ before, numbers, lettered, fields, rows }: BatchContext): boolean {
  return before.size === 0 && numbers === null && lettered.size === 0 && fields.size === 0 && rows.size === 0;
}

/** Finds what the names of a batch have in common, one name a step. Each folder's name counts once. */
export function* contextOf(
  files: Iterable<FileToMatch>,
  index: CatalogueIndex,
): Generator<void, BatchContext> {
  const before = new Map<string, Count>();
  const shapes = new Map<string, Shape>();
  const tails = new Map<string, Set<string>>();
  const rows = new NumberRows(index);
  const [skus, ids] = [new Set<number>(), new Set<number>()];
  let named = 0;
  for (const name of namesOf(files)) {
    yield;
    countFields(shapes, name, index);
    noteTail(tails, name, index);
    rows.add(tokensOf(fold(name)));
    const result = readName(name, index);
    if (result.type === 'silent') continue;
    if (result.type === 'certain') {
      const { numbersAre } = evidenceRules[result.by];
      (numbersAre === 'ids' ? ids : skus).add(result.product.productId);
    } else if (result.isBareId) {
      for (const { productId } of result.candidates) ids.add(productId);
    }
    const one = soleInterpretation(name, index);
    if (one === null) continue;
    named += 1;
    const productId = one.entry.identifiers[0]?.productId ?? 0;
    for (const word of strangersAmong(one.before, index))
      // A word in other products' names is no client's name: `shade_ALD210`.
      if (!index.isWordOfNames(word)) count(before, word, productId);
  }
  const isCommon = ({ products, names }: Count) => products.size >= minProducts && names >= nearlyAll * named;
  return {
    before: new Set(
      [...before].flatMap(([word, found]) => (isCommon(found) && !index.beginsSku(word) ? [word] : [])),
    ),
    // One name that can only be an id keeps numbers from being SKUs.
    numbers: skus.size >= minProducts && ids.size === 0 ? 'sku' : null,
    lettered: new Set([...tails].flatMap(([key, found]) => (isRow(found) ? [key] : []))),
    fields: fieldsOf(shapes),
    rows: rows.counting(),
  };
}

function* namesOf(files: Iterable<FileToMatch>): Generator<string> {
  const folders = new Set<string>();
  for (const { fileName, folder } of files) {
    yield stemOf(fileName.normalize('NFC'));
    if (folder !== '' && !folders.has(folder)) {
      folders.add(folder);
      yield folder.normalize('NFC').split('/').at(-1) ?? '';
    }
  }
}

/** The identifier of the only product in a name, whatever stands beside it; null for none or several products. */
function soleInterpretation(name: string, index: CatalogueIndex): Interpretation | null {
  const all = interpretationsOf(tokensOf(fold(name)), index).filter(
    (one) => weaknessRules[one.entry.weakness].isStrong && one.spelling !== 'doubtful' && !isName(one),
  );
  const whole = all.filter(
    (one) =>
      !all.some(
        (other) => other.to - other.from > one.to - one.from && other.from <= one.from && other.to >= one.to,
      ),
  );
  const products = new Set(whole.flatMap(({ entry }) => entry.identifiers.map(({ productId }) => productId)));
  return products.size === 1 ? (whole[0] ?? null) : null;
}

/**
 * What puts a SKU in doubt before it: words that nothing explains and that name no other article, numbers too long to
 * count pictures, and years that are a SKU, too.
 */
function strangersAmong(parts: readonly Part[], index: CatalogueIndex): Set<string> {
  const strangers = parts.filter(
    ({ type, text }) =>
      type === 'unknown' ||
      (type === 'number' && /^[1-9]\d{3}/.test(text)) ||
      (type === 'date' && index.find(text) !== null),
  );
  return new Set(strangers.flatMap(({ text }) => (isOtherThing(text) || isAttribute(text) ? [] : [text])));
}

function count(evidence: Map<string, Count>, word: string, productId: number): void {
  const known = evidence.get(word) ?? { products: new Set(), names: 0 };
  known.products.add(productId);
  known.names += 1;
  evidence.set(word, known);
}

function countFields(shapes: Map<string, Shape>, name: string, index: CatalogueIndex): void {
  const shaped = shapeOf(name);
  if (shaped === null) return;
  const shape = shapes.get(shaped.shape) ?? { names: 0, hits: new Map(), numbers: new Map() };
  shapes.set(shaped.shape, shape);
  shape.names += 1;
  for (const [place, text] of shaped.fields.entries()) {
    const entry = index.find(keyOf(text));
    const isCode = entry !== null && !entry.identifiers.every(isTitleOrAddress);
    if (!isCode && /^\d+$/.test(text)) {
      const some = shape.numbers.get(place) ?? { lengths: new Set<number>(), names: 0 };
      some.lengths.add(text.length);
      some.names += 1;
      shape.numbers.set(place, some);
    }
    if (!isCode || !weaknessRules[entry.weakness].tellsField) continue;
    const known = shape.hits.get(place) ?? { products: new Set<number>(), names: 0 };
    known.products.add(entry.identifiers[0]?.productId ?? 0);
    known.names += 1;
    shape.hits.set(place, known);
  }
}

function fieldsOf(shapes: ReadonlyMap<string, Shape>): Map<string, KnownField> {
  const fields = new Map<string, KnownField>();
  for (const [shape, { names, hits, numbers }] of shapes) {
    if (names < field.minNames) continue;
    const [best, rival] = [...hits].toSorted((a, b) => b[1].names - a[1].names);
    if (best === undefined || best[1].names < field.minShare * names) continue;
    if (best[1].products.size < field.minProducts) continue;
    if ((rival?.[1].names ?? 0) > field.maxRivalShare * names) continue;
    const usual = [...numbers].filter(([, some]) => some.names >= field.minNumberShare * names);
    fields.set(shape, {
      place: best[0],
      numbers: new Map(usual.map(([place, { lengths }]) => [place, lengths])),
    });
  }
  return fields;
}

/** Records the character directly after an identifier at the end of a name; '' if there is none. */
function noteTail(tails: Map<string, Set<string>>, name: string, index: CatalogueIndex): void {
  const key = keyOf(name);
  const record = (head: string, tail: string) => tails.set(head, (tails.get(head) ?? new Set()).add(tail));
  if (key.length > index.longest || !/\d[a-z0-9]?$/.test(key)) return;
  const isCode = (text: string) => {
    const entry = index.find(text);
    if (entry === null || entry.identifiers.some(isTitleOrAddress)) return false;
    return weaknessRules[entry.weakness].withLetter;
  };
  if (isCode(key)) record(key, '');
  else if (isCode(key.slice(0, -1))) record(key.slice(0, -1), key.slice(-1));
}

/**
 * Whether letters count the pictures of one product. They must be a row of letters, with at most one gap, and there
 * must be two letters, or the code alone and one. Any other character shows that they count nothing.
 */
function isRow(tails: ReadonlySet<string>): boolean {
  const letters = [...tails].filter((tail) => tail !== '').toSorted();
  if (letters.length === 0 || letters.some((letter) => !/^[a-h]$/.test(letter))) return false;
  const letterIndex = (letter: string | undefined) => (letter ?? '').charCodeAt(0) - 97;
  const gaps = letterIndex(letters.at(-1)) + 1 - letters.length;
  return tails.has('') ? letterIndex(letters.at(-1)) < 4 || gaps <= 1 : letters.length >= 2 && gaps <= 1;
}
