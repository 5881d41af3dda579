import { compact, fold, tokensOf, type Token } from './fold.ts';
import { cameraNameAt, dateAt, isPictureSize, partsOf, type Part } from './parts.ts';
import type { SkuEntry, SkuIndex } from './sku-index.ts';
import { spellingOf, type Spelling } from './spelling.ts';
import { saysView } from './view.ts';
import { isOtherThing } from './words.ts';

/** One way to read a name: this SKU, at these tokens, and everything else beside it. */
export interface Reading {
  entry: SkuEntry;
  /** Tokens `from` to before `to`. */
  from: number;
  to: number;
  spelling: Spelling;
  before: Part[];
  after: Part[];
  /** What keeps the reading from being certain, as the end of a sentence beginning with "but"; null when nothing does. */
  obstacle: string | null;
  /** Certain, with nothing beside the SKU but views, numbers and what says nothing about a product. */
  onlyViews: boolean;
  /** Whether the tokens taken include part of its variants' SKUs. */
  withFamily: boolean;
}

/** The stretch of tokens that a token is part of where they are a camera's counter, a date or a size: their numbers are nobody's SKU. */
function stretchesOf(tokens: readonly Token[]): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  for (let at = 0; at < tokens.length;) {
    const text = tokens[at]?.text ?? '';
    const length = Math.max(cameraNameAt(tokens, at), dateAt(tokens, at), isPictureSize(text) ? 1 : 0);
    for (let inside = at; inside < at + length; inside += 1)
      stretches[inside] = { from: at, to: at + length };
    at += Math.max(1, length);
  }
  return stretches;
}

const isField = (separator: string, inner: ReadonlySet<string>) =>
  (/[_\s([+,~=@#&]/.test(separator) || separator.length > 1) && !inner.has(separator);

/** Names of more parts are nobody's convention; reading them in every way would take long. */
const mostTokens = 80;

/** Every SKU that stands whole in the name, between separators; those within a date, a size or a camera's counter left out. */
export function readingsOf(tokens: readonly Token[], index: SkuIndex): Reading[] {
  if (tokens.length > mostTokens) return [];
  const stretches = stretchesOf(tokens);
  const readings: Reading[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    const stretch = stretches[from];
    let key = '';
    for (let to = from + 1; to <= tokens.length; to += 1) {
      key += tokens[to - 1]?.text ?? '';
      if (key.length > index.longest) break;
      const inside = stretch !== undefined && to <= stretch.to;
      if (inside && (from !== stretch.from || to !== stretch.to)) continue;
      const entry = index.find(key);
      if (entry !== null) readings.push(readAt(tokens, from, to, entry, index));
    }
  }
  return readings;
}

function readAt(
  tokens: readonly Token[],
  from: number,
  to: number,
  entry: SkuEntry,
  index: SkuIndex,
): Reading {
  const written = tokens.slice(from, to);
  const ranks: readonly Spelling[] = ['literal', 'forced', 'respaced', 'resegmented', 'doubtful'];
  const spelling = entry.holders
    .map(({ sku }) => spellingOfHolder(written, sku, entry.key))
    .reduce((best, one) => (ranks.indexOf(one) < ranks.indexOf(best) ? one : best));
  const names = index.nameWords(entry.holders[0]?.productId ?? 0);
  const before = partsOf(tokens, 0, from, names);
  const end = familyEnd(tokens, to, entry, index);
  const after = partsOf(tokens, end, tokens.length, names);
  const reading: Reading = {
    entry,
    from,
    to: end,
    spelling,
    before,
    after,
    obstacle: null,
    onlyViews: false,
    withFamily: end > to,
  };
  reading.obstacle = obstacleTo(reading, tokens, index);
  reading.onlyViews =
    reading.obstacle === null &&
    end === to &&
    [...before, ...after].every(({ is }) => is !== 'name' && is !== 'attribute' && is !== 'unknown');
  return reading;
}

/** Where a SKU ends with the part of its variants' SKUs that the name has too: `TEE-RED` where `TEE` has a variant `TEE-RED-S`. */
function familyEnd(tokens: readonly Token[], to: number, entry: SkuEntry, index: SkuIndex): number {
  let end = to;
  let key = entry.key;
  for (let at = to; at < tokens.length && key.length < index.longest; at += 1) {
    const text = tokens[at]?.text ?? '';
    key += text;
    if (/^\p{L}{2,}$/u.test(text) && index.isFamily(entry, key)) end = at + 1;
    else break;
  }
  return end;
}

/** A GTIN with more or fewer leading zeros has another key, and is spelled as well as can be. */
function spellingOfHolder(written: readonly Token[], sku: string, key: string): Spelling {
  return compact(tokensOf(fold(sku))) === key ? spellingOf(written, sku) : 'literal';
}

/** Why what stands beside the SKU leaves a doubt; null when it doesn't. */
function obstacleTo(reading: Reading, tokens: readonly Token[], index: SkuIndex): string | null {
  const { entry, from, to, spelling, before, after } = reading;
  if (spelling === 'doubtful') return 'it is written in a way that could mean something else';
  const inner = new Set(tokens.slice(from + 1, to).map(({ separator }) => separator));
  return obstacleBefore(entry, before, tokens, inner) ?? obstacleAfter(entry, after, tokens, inner, index);
}

const another = (text: string) => `“${text}” beside it may make it another product`;

function obstacleAfter(
  entry: SkuEntry,
  parts: readonly Part[],
  tokens: readonly Token[],
  inner: ReadonlySet<string>,
  index: SkuIndex,
): string | null {
  const mostNumbers = /^\d{1,4}$/.test(entry.key) ? 1 : 2;
  let numbers = 0;
  let letters = 0;
  let seenView = false;
  for (const [place, part] of parts.entries()) {
    const separator = tokens[part.from]?.separator ?? '';
    const field = isField(separator, inner);
    const first = place === 0;
    switch (part.is) {
      case 'number':
        numbers += 1;
        if (numbers > mostNumbers || (numbers > 1 && !field)) return another(part.text);
        if (first && !field && part.text.length >= 3 && !part.text.startsWith('0') && index.isExtended(entry))
          return another(part.text);
        if (first && index.isExtended(entry, { separator, tail: /^\d+$/ }))
          return `other SKUs go on with a number there, and “${part.text}” may be one`;
        break;
      case 'letter':
        letters += 1;
        if (letters > 1) return another(part.text);
        if (first && index.isExtended(entry, { separator, tail: /^[a-z]$/ }))
          return `other SKUs go on with a letter there, and “${part.text}” may be one`;
        break;
      case 'code':
        if (first && !field && separator !== '.') return another(part.text);
        break;
      case 'attribute':
        if (!field || isOtherThing(part.text) || index.isExtended(entry)) return another(part.text);
        break;
      case 'unknown':
        if (!seenView || !field || !/^\p{L}{2,}$/u.test(part.text) || isOtherThing(part.text))
          return another(part.text);
        break;
      default:
    }
    if (saysView(part)) seenView = true;
  }
  return null;
}

function obstacleBefore(
  entry: SkuEntry,
  parts: readonly Part[],
  tokens: readonly Token[],
  inner: ReadonlySet<string>,
): string | null {
  const last = parts.at(-1);
  if (last === undefined) return null;
  const separator = tokens[last.to]?.separator ?? '';
  const apart = isField(separator, inner) || /[_\s)]/.test(separator) || !inner.has(separator);
  const field = isField(separator, inner);
  if (entry.weakness === 'number') return 'so short a number may be something else there';
  const explained = parts.every(({ is }) => ['number', 'season', 'date', 'camera'].includes(is));
  if (entry.weakness !== null && !explained) return 'the same word may mean something else there';
  const distinctive = /\d/.test(entry.key) && entry.key.length >= 5;

  let unknown = 0;
  let numbers = 0;
  for (const part of parts) {
    if (isOtherThing(part.text)) return `with “${part.text}” before it the photo may show something else`;
    switch (part.is) {
      case 'number':
        numbers += 1;
        if (!apart || numbers > 1 || (part.text.length > 3 && !part.text.startsWith('0')))
          return another(part.text);
        break;
      case 'letter':
      case 'code':
      case 'unknown':
        unknown += 1;
        if (!field || !distinctive || unknown > 2 || !/^\p{L}{2,}$/u.test(part.text))
          return another(part.text);
        break;
      case 'attribute':
        if (!field || !distinctive) return another(part.text);
        break;
      case 'name':
        break;
      default:
        if (!apart) return another(part.text);
    }
  }
  return null;
}
