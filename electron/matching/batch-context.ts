import { fold, stemOf, tokensOf } from './fold.ts';
import type { FileToMatch, Habits } from './match.ts';
import { readName } from './file-name.ts';
import type { Part } from './parts.ts';
import { readingsOf, type Reading } from './interpretation.ts';
import type { SkuIndex } from './sku-index.ts';
import { isOtherThing } from './vocabulary.ts';

export const noHabits: Habits = { before: new Set(), after: new Set(), numbers: null };

/** Fewer products make no habit. */
const fewestProducts = 3;
const nearlyAll = 0.8;

/** Products, and how many names. */
interface Evidence {
  products: Set<number>;
  names: number;
}

/** What was known to be habitual and what has come to light since. */
export function bothHabits(known: Habits, found: Habits): Habits {
  return {
    before: new Set([...known.before, ...found.before]),
    after: new Set([...known.after, ...found.after]),
    numbers: found.numbers ?? known.numbers,
  };
}

/** Whether habits settle nothing. */
export function isNoHabit({ before, after, numbers }: Habits): boolean {
  return before.size === 0 && after.size === 0 && numbers === null;
}

/** Finds the habits of a drop, a name a step. Names of folders count once each. */
export function* habitsOf(files: Iterable<FileToMatch>, index: SkuIndex): Generator<void, Habits> {
  const before = new Map<string, Evidence>();
  const after = new Map<string, Evidence>();
  const [skus, ids] = [new Set<number>(), new Set<number>()];
  let named = 0;
  for (const name of namesOf(files)) {
    yield;
    const result = readName(name, index);
    if (result.is === 'silent') continue;
    if (result.is === 'certain') {
      (result.by === 'product-id' ? ids : skus).add(result.product.productId);
    } else if (result.isBareId) {
      for (const { productId } of result.candidates) ids.add(productId);
    }
    const reading = soleReading(name, index);
    if (reading === null) continue;
    named += 1;
    const productId = reading.entry.holders[0]?.productId ?? 0;
    for (const word of strangersAmong(reading.before)) note(before, word, productId);
    for (const word of strangersAmong(reading.after)) note(after, word, productId);
  }
  const isHabit = ({ products, names }: Evidence) =>
    products.size >= fewestProducts && names >= nearlyAll * named;
  const habitual = (evidence: Map<string, Evidence>) =>
    [...evidence].flatMap(([word, found]) => (isHabit(found) ? [word] : []));
  return {
    before: new Set(habitual(before).filter((word) => !index.beginsSku(word))),
    after: new Set(habitual(after)),
    numbers: numbersAre(skus, ids),
  };
}

/** One name that can only be an id keeps numbers from being SKUs. */
function numbersAre(skus: ReadonlySet<number>, ids: ReadonlySet<number>): Habits['numbers'] {
  return skus.size >= fewestProducts && ids.size === 0 ? 'sku' : null;
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

/** The one SKU that a name has, whatever stands beside it; null where there is none or more than one. */
function soleReading(name: string, index: SkuIndex): Reading | null {
  const readings = readingsOf(tokensOf(fold(name)), index).filter(
    ({ entry, spelling }) => entry.weakness === null && spelling !== 'doubtful',
  );
  const whole = readings.filter(
    (one) =>
      !readings.some(
        (other) => other.to - other.from > one.to - one.from && other.from <= one.from && other.to >= one.to,
      ),
  );
  const products = new Set(whole.flatMap(({ entry }) => entry.holders.map(({ productId }) => productId)));
  return products.size === 1 ? (whole[0] ?? null) : null;
}

/** What stands beside a SKU and may make it another one; of numbers those that are too long to count pictures. */
function strangersAmong(parts: readonly Part[]): Set<string> {
  const strangers = parts.filter(
    ({ is, text }) => is === 'unknown' || is === 'attribute' || (is === 'number' && /^[1-9]\d{3}/.test(text)),
  );
  return new Set(strangers.flatMap(({ text }) => (isOtherThing(text) ? [] : [text])));
}

function note(evidence: Map<string, Evidence>, word: string, productId: number): void {
  const known = evidence.get(word) ?? { products: new Set(), names: 0 };
  known.products.add(productId);
  known.names += 1;
  evidence.set(word, known);
}
