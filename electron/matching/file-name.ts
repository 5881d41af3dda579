import { fold, tokensOf, type Token } from './fold.ts';
import type { Candidate, Habits, SkuHolder } from './match.ts';
import type { NameResult } from './name-result.ts';
import { isYear, partsOf, type Part } from './parts.ts';
import { idMarkOf, idResult } from './product-id.ts';
import { readingsOf, type Reading } from './interpretation.ts';
import { candidateOf, uniqueCandidates, type SkuEntry, type SkuIndex } from './sku-index.ts';
import { saysView, viewOf, viewWords } from './view.ts';
import { viewNamed } from './vocabulary.ts';

const isWeakWord = ({ entry }: Reading) => entry.weakness === 'tiny' || entry.weakness === 'common';
/** Two characters, one of them a letter and one a digit. */
const isLikeACode = ({ entry }: Reading) =>
  entry.weakness === 'tiny' && /\p{L}/u.test(entry.key) && /\d/.test(entry.key);
const productsOf = (entry: SkuEntry) => new Set(entry.holders.map(({ productId }) => productId));
const sameProduct = (a: Reading, b: Reading) => {
  const [one, other] = [productsOf(a.entry), productsOf(b.entry)];
  return one.size === 1 && other.size === 1 && [...one].every((id) => other.has(id));
};
const contains = (a: Reading, b: Reading) =>
  a !== b && a.from <= b.from && a.to >= b.to && a.to - a.from > b.to - b.from;

/** Reads a name: `text` is a file's stem or a folder's name. */
export function readName(text: string, index: SkuIndex, habits: Habits | null = null): NameResult {
  const tokens = tokensOf(fold(text));
  const whole = readTokens(tokens, index, habits);
  if (whole.is !== 'silent') return whole;
  const apart = splitViews(tokens);
  return apart === null ? whole : softened(readTokens(apart, index, habits), whole);
}

/** Of a name whose view is stuck to the SKU (`MUG01front`) only a certain reading counts. */
function softened(apart: NameResult, whole: NameResult): NameResult {
  return apart.is === 'certain' && apart.by !== 'product-id' ? apart : whole;
}

function splitViews(tokens: readonly Token[]): Token[] | null {
  let split = false;
  const apart = tokens.flatMap((token) => {
    const [, head = '', view = '', number = ''] = /^(.*\d)([a-z]{4,})(\d{0,2})$/.exec(token.text) ?? [];
    if (viewNamed(view) === null) return [token];
    split = true;
    const tail = [
      { text: view, separator: '' },
      { text: number, separator: '' },
    ].filter((one) => one.text !== '');
    return [{ text: head, separator: token.separator }, ...tail];
  });
  return split ? apart : null;
}

function readTokens(tokens: readonly Token[], index: SkuIndex, habits: Habits | null): NameResult {
  const all = readingsOf(tokens, index, habits ?? undefined);
  const strong = all.filter((reading) => !isWeakWord(reading));
  // However little a short SKU proves, it may be meant where a longer one isn't written as in the catalogue.
  const begun = all.filter(
    (reading) =>
      isWeakWord(reading) &&
      reading.spelling !== 'doubtful' &&
      strong.some(
        (long) => contains(long, reading) && long.from === reading.from && long.spelling !== 'literal',
      ),
  );
  const best = settle([...strong, ...begun], tokens);
  if (best.length > 0) return resultOf(best, tokens, index, habits);
  const weak = all.filter(
    (reading) =>
      isWeakWord(reading) && reading.obstacle === null && (reading.from === 0 || isLikeACode(reading)),
  );
  const byId = idResult(tokens, index);
  if (weak.length > 0) {
    const [only, ...more] = weak;
    // `A1_front` where A1 is a SKU: nothing else in it says otherwise.
    const isPlain = only?.from === 0 && only.onlyViews && only.spelling === 'literal' && isLikeACode(only);
    if (only !== undefined && more.length === 0 && isPlain) return resultOf([only], tokens, index, habits);
    const candidates = weak.flatMap(({ entry }) => entry.holders.map(candidateOf));
    if (byId?.is === 'certain') candidates.push(byId.product);
    if (byId?.is === 'unsure') candidates.push(...byId.candidates);
    const year = weak.find((reading) => isYear(reading.entry.key) && reading.after.some(({ view }) => view));
    if (year !== undefined && byId === null) return resultOf([year], tokens, index, habits);
    return {
      is: 'unsure',
      candidates: uniqueCandidates(candidates),
      because: `${verbOf(weak[0], tokens)} ${quote(weak[0]?.entry.holders[0]?.sku ?? '')}, which is a SKU but is too common in names to be sure`,
      strong: false,
    };
  }
  if (byId !== null) return byId;
  return silent(tokens);
}

/** What a name says when nothing in it is taken for a SKU. */
export function silent(tokens: readonly Token[]): Extract<NameResult, { is: 'silent' }> {
  const parts = partsOf(tokens, 0, tokens.length);
  const says = parts.every(({ is }) => is !== 'unknown' && is !== 'attribute' && is !== 'camera');
  const view = says ? viewOf([], parts) : null;
  return {
    is: 'silent',
    view,
    viewText: view === null ? '' : viewWords(parts),
    camera:
      parts.some(({ is }) => is === 'camera' || is === 'date') &&
      parts.every(({ is }) => ['camera', 'date', 'noise', 'number', 'size'].includes(is)),
  };
}

/** Of readings that overlap, those that may be meant: the longest, and shorter ones that explain the name as well. */
function settle(readings: readonly Reading[], tokens: readonly Token[]): Reading[] {
  const kept = readings.filter((reading) => {
    const longer = readings.filter((other) => contains(other, reading));
    return longer.every((other) => rivals(reading, other) && !(other.spelling === 'literal'));
  });
  const clear = kept.filter(({ obstacle }) => obstacle === null);
  const beaten = new Set(
    clear.flatMap((reading) =>
      kept.filter((other) => other !== reading && overlaps(reading, other) && loses(other, reading)),
    ),
  );
  const left = kept.filter((reading) => !beaten.has(reading));
  const first = left.find(({ from }) => from === 0);
  // A short number after a SKU is a picture's number, whatever SKU is equal to it.
  return left.filter(
    (reading) =>
      !(
        reading.entry.weakness === 'number' &&
        isBareNumber(reading, tokens) &&
        first !== undefined &&
        first !== reading &&
        first.entry.weakness !== 'number' &&
        first.obstacle === null &&
        first.to <= reading.from
      ),
  );
}

const overlaps = (a: Reading, b: Reading) => a.from < b.to && b.from < a.to;

/** Whether a reading gives way to one it overlaps that explains the whole name. */
function loses(reading: Reading, clear: Reading): boolean {
  if (reading.spelling === 'doubtful') return true;
  const nested = contains(reading, clear) || contains(clear, reading);
  return clear.onlyViews && reading.obstacle !== null && !nested;
}

/**
 * Whether a shorter SKU explains a stretch of the name as well as a longer one that isn't written as in the catalogue: what is left of the stretch reads
 * as a view, or as a colour where the longer SKU is spelled otherwise within the shorter, too.
 */
function rivals(short: Reading, long: Reading): boolean {
  if (short.spelling === 'doubtful' || short.withFamily) return false;
  const tail = [...short.before, ...short.after].filter(({ from, to }) => from >= long.from && to <= long.to);
  if (tail.some(({ is }) => is === 'unknown' || is === 'name'))
    return long.spelling === 'doubtful' && short.obstacle === null;
  if (long.spelling === 'doubtful') return true;
  const asWritten = short.spelling === 'literal' || short.spelling === 'forced';
  if (tail.some(({ is }) => is === 'attribute')) return asWritten && !isWrittenIn(short, long);
  // `24W_1374_175` is 24W-1374.175 rather than picture 175.
  const isOne = sameProduct(short, long);
  const countsNothing = tail.every(({ text }) => Number(text) >= 20 && (isOne || text.length >= 3));
  // Nor are `45X45` and an S before another number views where a variant's SKU ends so.
  const isVariants = tail.every(({ is }) => is === 'size' || (is === 'letter' && long.after.some(saysView)));
  if (isOne && isVariants && long.spelling === 'respaced') return false;
  const isSaid = asWritten && !isWeakWord(short);
  if (countsNothing && long.spelling === 'respaced' && (isOne || !isSaid)) return false;
  return asWritten || tail.some(({ is, letter }) => is !== 'letter' || (letter ?? '') <= 'h');
}

/** Whether the longer SKU contains the shorter one as it is written, so that only what is between it and the rest was changed. */
function isWrittenIn(short: Reading, long: Reading): boolean {
  const skus = short.entry.holders.map(({ sku }) => fold(sku));
  return long.entry.holders.some(({ sku }) => skus.some((one) => fold(sku).includes(one)));
}

function verbOf(reading: Reading | undefined, tokens: readonly Token[]): 'is' | 'begins with' | 'contains' {
  if (reading === undefined || reading.from > 0) return 'contains';
  return reading.to === tokens.length ? 'is' : 'begins with';
}

const quote = (text: string) => `“${text}”`;

function resultOf(
  readings: readonly Reading[],
  tokens: readonly Token[],
  index: SkuIndex,
  habits: Habits | null,
): NameResult {
  const clear = readings.filter(({ obstacle }) => obstacle === null);
  const holders = readings.flatMap(({ entry }) => entry.holders);
  const candidates = uniqueCandidates(holders.map(candidateOf));
  const strong = readings.some(({ entry }) => entry.weakness === null);
  const products = new Set(holders.map(({ productId }) => productId));
  const main = mainOf(readings);

  if (main === null || products.size > 1) {
    return { is: 'unsure', candidates, because: severalBecause(readings, tokens), strong };
  }
  const holder = onlyHolder(main.entry.holders);
  const others = readings.filter((reading) => reading !== main);
  const explained = clear.includes(main) || (others.length > 0 && explainedTogether(readings, tokens));
  if (holder === null) {
    const because = `${verbOf(main, tokens)} ${quote(main.entry.holders[0]?.sku ?? '')}, which several variants share`;
    return { is: 'unsure', candidates, because, strong };
  }
  if (!explained) {
    const because = `${verbOf(main, tokens)} the SKU ${holder.sku}, but ${main.obstacle ?? 'not by itself'}`;
    const codes = main.after.filter(({ is }) => is === 'code');
    const others = codes.flatMap(({ text }) => index.find(text)?.holders.map(candidateOf) ?? []);
    const marked = idMarkOf(tokens)?.at === main.from ? productWithId(main, index) : null;
    if (marked !== null) others.unshift(marked);
    return { is: 'unsure', candidates: uniqueCandidates([...candidates, ...others]), because, strong };
  }
  const idToo = isBareNumber(main, tokens) ? productWithId(main, index) : null;
  const isMarked = main.from > 0 && main.from === idMarkOf(tokens)?.at;
  const isIdToo = idToo !== null && idToo.productId !== holder.productId && (main.from === 0 || isMarked);
  if (isIdToo && (isMarked || habits?.numbers !== 'sku')) {
    return {
      is: 'unsure',
      candidates: uniqueCandidates([candidateOf(holder), idToo]),
      because: `${verbOf(main, tokens)} ${quote(holder.sku)}, the SKU of one product and the id of another`,
      strong,
    };
  }
  // Beside a SKU that is written there and explains the whole name, the product's name may be like another of its SKUs.
  const isAlone = main.spelling === 'literal' && main.obstacle === null;
  const beside = isAlone ? readings.filter(({ spelling }) => spelling === 'literal') : readings;
  const { before, after } = sidesOf(main, beside);
  return {
    is: 'certain',
    product: candidateOf(holder),
    by: holder.variantId === null ? 'sku' : 'variant-sku',
    view: viewOf(before, after),
    viewText: viewWords([...after, ...before]),
    verb: verbOf(main, tokens),
    strong,
    settledBy: [habitNote([...before, ...after]), isIdToo ? theNamesAreSkus : ''].filter(Boolean).join(' '),
  };
}

const theNamesAreSkus = 'It is another product’s id too, but the other names here are SKUs.';

function habitNote(parts: readonly Part[]): string {
  const words = parts.filter(({ is }) => is === 'habit').map(({ text }) => quote(text));
  if (words.length === 0) return '';
  return `${words.join(' and ')} ${words.length > 1 ? 'stand' : 'stands'} in nearly all names here, whichever the product.`;
}

/** Whether what is written is digits and nothing else: a product's id is never parted, nor does it begin with a sign. */
function isBareNumber({ entry, from, to }: Reading, tokens: readonly Token[]): boolean {
  const [sign = ''] = /^[^\p{L}\p{N}]*/u.exec(fold(entry.holders[0]?.sku ?? '')) ?? [];
  const isSigned = sign !== '' && (tokens[from]?.separator ?? '').endsWith(sign);
  return to - from === 1 && !isSigned && /^\d+$/.test(entry.key);
}

function productWithId({ entry }: Reading, index: SkuIndex): Candidate | null {
  return /^[1-9]\d{0,9}$/.test(entry.key) ? index.productById(Number(entry.key)) : null;
}

/** The reading that names the product most closely: all are one product's, and a variant's SKU says more than the product's. */
function mainOf(readings: readonly Reading[]): Reading | null {
  const [first, ...rest] = readings;
  if (first === undefined || rest.some((reading) => !sameProduct(first, reading))) return null;
  if (rest.some((reading) => overlaps(first, reading))) return null;
  const variants = readings.filter(({ entry }) => entry.holders.every(({ variantId }) => variantId !== null));
  const ids = new Set(variants.map(({ entry }) => entry.key));
  if (ids.size > 1) return null;
  return variants[0] ?? first;
}

/** Whether nothing stands beside a product's several SKUs but what is clear by itself. */
function explainedTogether(readings: readonly Reading[], tokens: readonly Token[]): boolean {
  const taken = (at: number) => readings.some(({ from, to }) => at >= from && at < to);
  const rest = tokens.filter((_, at) => !taken(at));
  return (
    readings.every(({ spelling }) => spelling !== 'doubtful') &&
    partsOf(rest, 0, rest.length).every(({ is }) => is !== 'unknown' && is !== 'attribute' && is !== 'code')
  );
}

function sidesOf(main: Reading, readings: readonly Reading[]): { before: Part[]; after: Part[] } {
  const free = ({ from, to }: Part) =>
    readings.every((reading) => reading === main || to <= reading.from || from >= reading.to);
  return { before: main.before.filter(free), after: main.after.filter(free) };
}

/** The product's own SKU, or its only variant's with this SKU; null where several share it. */
function onlyHolder(holders: readonly SkuHolder[]): SkuHolder | null {
  const products = new Set(holders.map(({ productId }) => productId));
  if (products.size !== 1) return null;
  const own = holders.find(({ variantId }) => variantId === null);
  return own ?? (holders.length === 1 ? (holders[0] ?? null) : null);
}

function severalBecause(readings: readonly Reading[], tokens: readonly Token[]): string {
  const skus = [...new Set(readings.flatMap(({ entry }) => entry.holders.map(({ sku }) => sku)))];
  const [first, second] = skus;
  if (readings.length === 1 || skus.length === 1 || first === undefined || second === undefined) {
    const shared =
      skus.length > 1
        ? `${skus.slice(0, 3).join(', ')}, which differ only in how they are written`
        : `${first ?? ''}, which several products share`;
    return `${verbOf(readings[0], tokens)} the SKU ${shared}`;
  }
  return `can be read as more than one SKU: ${skus.slice(0, 3).join(', ')}`;
}
