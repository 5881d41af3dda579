import { compact, fold, tokensOf, type Token } from './fold.ts';
import { cameraNameAt, dateAt, isPictureSize, partsOf, shopStampAt, type Part } from './parts.ts';
import type { SkuHolder } from './match.ts';
import type { SkuEntry, SkuIndex } from './sku-index.ts';
import { spellingOf, type Spelling } from './spelling.ts';
import { saysView } from './view.ts';
import { isOtherThing } from './vocabulary.ts';

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

interface Stretch {
  from: number;
  to: number;
  /** A shop's stamp is nobody's SKU as a whole either. */
  isStamp: boolean;
}

/** The stretch of tokens that a token is part of where they are a camera's counter, a date, a size or a shop's stamp: their numbers are nobody's SKU. */
function stretchesOf(tokens: readonly Token[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (let at = 0; at < tokens.length;) {
    const text = tokens[at]?.text ?? '';
    const stamp = shopStampAt(tokens, at);
    const length = Math.max(cameraNameAt(tokens, at), dateAt(tokens, at), stamp, isPictureSize(text) ? 1 : 0);
    for (let inside = at; inside < at + length; inside += 1)
      stretches[inside] = { from: at, to: at + length, isStamp: stamp > 0 };
    at += Math.max(1, length);
  }
  return stretches;
}

const isField = (separator: string, inner: ReadonlySet<string>) =>
  (/[_\s([+,~=@#&]/.test(separator) || separator.length > 1) && !inner.has(separator);

/** Words that nearly all names of a drop have before, and behind, their SKU. */
export interface Beside {
  before: ReadonlySet<string>;
  after: ReadonlySet<string>;
}

const nothingHabitual: Beside = { before: new Set(), after: new Set() };

function withHabits(parts: Part[], habitual: ReadonlySet<string>): Part[] {
  return habitual.size === 0
    ? parts
    : parts.map((part) => (habitual.has(part.text) ? withoutMeaning(part) : part));
}

const withoutMeaning = ({ from, to, text }: Part): Part => ({ is: 'habit', from, to, text });

/** Names of more parts are nobody's convention; reading them in every way would take long. */
const maxTokens = 50;

/** Every SKU that stands whole in the name, between separators; those within a date, a size or a camera's counter left out. */
export function readingsOf(
  tokens: readonly Token[],
  index: SkuIndex,
  habits: Beside = nothingHabitual,
): Reading[] {
  if (tokens.length > maxTokens) return [];
  const stretches = stretchesOf(tokens);
  const readings: Reading[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    const stretch = stretches[from];
    let key = '';
    for (let to = from + 1; to <= tokens.length; to += 1) {
      key += tokens[to - 1]?.text ?? '';
      if (key.length > index.longest) break;
      const inside = stretch !== undefined && to <= stretch.to;
      const isTime = stretch?.to === to && from + 1 === to && /^\d{6}$/.test(key);
      if (inside && (from !== stretch.from || to !== stretch.to || stretch.isStamp) && !isTime) continue;
      const entry = index.find(key);
      if (entry === null) continue;
      const reading = readAt(tokens, from, to, entry, index, habits);
      readings.push(inside && isTime ? { ...reading, obstacle: timeOfDay, onlyViews: false } : reading);
    }
  }
  return readings;
}

function readAt(
  tokens: readonly Token[],
  from: number,
  to: number,
  found: SkuEntry,
  index: SkuIndex,
  habits: Beside,
): Reading {
  const written = tokens.slice(from, to);
  const ranks: readonly Spelling[] = ['literal', 'forced', 'respaced', 'resegmented', 'doubtful'];
  const spelled = found.holders.map((holder) => spellingOfHolder(written, holder.sku, found.key));
  const spelling = spelled.reduce((best, one) => (ranks.indexOf(one) < ranks.indexOf(best) ? one : best));
  const entry = { ...found, holders: meantOf(found.holders, spelled, written.length > 1) };
  const names = index.wordsOf(entry.holders[0]?.productId ?? 0);
  const before = withHabits(partsOf(tokens, 0, from, names), habits.before);
  const end = familyEnd(tokens, to, entry, index);
  const after = withHabits(partsOf(tokens, end, tokens.length, names), habits.after);
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

/**
 * Of AB-10 and AB-1-0 the one that is parted as it is written there. Without separators there, or with others in the same places, every one may be
 * meant: people leave them out and change them.
 */
function meantOf(
  holders: readonly SkuHolder[],
  spelled: readonly Spelling[],
  isParted: boolean,
): readonly SkuHolder[] {
  const literal = holders.filter((_, at) => spelled[at] === 'literal');
  const isTold = isParted && spelled.every((one) => one !== 'forced' && one !== 'respaced');
  return isTold && literal.length > 0 ? literal : holders;
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
  const { entry, spelling, before, after } = reading;
  if (spelling === 'doubtful') return 'it is written in a way that could mean something else';
  const inner = innerSeparators(reading, tokens);
  return obstacleBefore(entry, before, tokens, inner) ?? obstacleAfter(entry, after, tokens, inner, index);
}

/** What stands between the parts of the SKU as it is written, so that it doesn't part the SKU from the rest. */
function innerSeparators({ entry, from, to, spelling }: Reading, tokens: readonly Token[]): Set<string> {
  // What stands for a character that file names can't hold is none of the SKU's own.
  const own = spelling === 'forced' ? entry.holders.map(({ sku }) => tokensOf(fold(sku))) : [];
  return new Set(
    tokens
      .slice(from + 1, to)
      .map(({ separator }) => separator)
      .filter(
        (one) =>
          own.length === 0 || own.some((parts) => parts.slice(1).some((part) => part.separator === one)),
      ),
  );
}

const noVariant = (text: string) =>
  `its variants’ SKUs go on with numbers like “${text}”, which none of them has`;
const timeOfDay = 'after a date it may be the time of day';

const another = (text: string) => `“${text}” beside it may make it another product`;

function obstacleAfter(
  entry: SkuEntry,
  parts: readonly Part[],
  tokens: readonly Token[],
  inner: ReadonlySet<string>,
  index: SkuIndex,
): string | null {
  const maxNumbers = /^\d{1,4}$/.test(entry.key) ? 1 : 2;
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
        if (numbers > maxNumbers || (numbers > 1 && !field)) return another(part.text);
        if (first && !field && /^[1-9]\d\d/.test(part.text) && index.isExtended(entry))
          return another(part.text);
        if (first && index.isExtended(entry, { separator, tail: /^\d+$/ }))
          return `other SKUs go on with a number there, and “${part.text}” may be one`;
        if (first && index.hasVariantsLike(entry, separator, part.text)) return noVariant(part.text);
        break;
      case 'date':
        if (first && index.hasVariantsLike(entry, separator, part.text)) return noVariant(part.text);
        break;
      case 'letter':
        letters += 1;
        if (letters > 1) return another(part.text);
        if (first && index.isExtended(entry, { separator, tail: /^[a-z]$/ }))
          return `other SKUs go on with a letter there, and “${part.text}” may be one`;
        break;
      case 'code':
        if (index.find(part.text) !== null) return `“${part.text}” is a SKU, too`;
        if (first && !field && separator !== '.') return another(part.text);
        break;
      case 'habit':
        if (index.isExtended(entry)) return another(part.text);
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
  const explained = parts.every(({ is }) => ['number', 'season', 'date', 'camera', 'habit'].includes(is));
  if (entry.weakness !== null && !explained) return 'the same word may mean something else there';
  const distinctive = /\d/.test(entry.key) && entry.key.length >= 5;

  let unknown = 0;
  let numbers = 0;
  for (const part of parts) {
    if (part.is !== 'name' && isOtherThing(part.text))
      return `with “${part.text}” before it the photo may show something else`;
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
        if (!field || !distinctive || unknown > 2 || !/^\p{L}{2,}\d{0,2}$/u.test(part.text))
          return another(part.text);
        break;
      case 'attribute':
        if (!field || !distinctive) return another(part.text);
        break;
      case 'name':
      case 'habit':
        break;
      default:
        if (!apart) return another(part.text);
    }
  }
  return null;
}
