import { productsOf, type CatalogueIndex, type IndexEntry } from './catalogue-index.ts';
import type { Doubt } from './doubt.ts';
import { isTitleOrAddress, ruleOf, ruleOfAll } from './evidence.ts';
import { compact, fold, keyOf, tokensOf, withoutDigraphs, wordsOf, type Token } from './fold.ts';
import { noContext, type BatchContext, type Identifier } from './match.ts';
import { isCounted } from './number-rows.ts';
import { variantsWith, type NamedOption } from './option-values.ts';
import { cameraNameAt, dateAt, isYear, partsOf, shopStampAt, type Part } from './parts.ts';
import { cutsOf, spellingOfBarcode, spellingOfName, spellingOf, type Spelling } from './spelling.ts';
import type { ProductTerms } from './product-terms.ts';
import { saysView } from './view.ts';
import { mayNameArticle } from './roles.ts';
import { introducesSku, isNumberWord, isOtherThing, numbersArticle } from './vocabulary.ts';
import { weaknessRules } from './weakness.ts';

/** One way to understand a name: this identifier at these tokens, and the meaning of the other tokens. */
export interface Interpretation {
  entry: IndexEntry;
  /** Tokens `from` to before `to`. */
  from: number;
  to: number;
  spelling: Spelling;
  before: Part[];
  after: Part[];
  /** null if nothing is in doubt. */
  doubt: Doubt | null;
  /** Whether it is certain, and only views, numbers and noise stand beside the identifier. */
  onlyViews: boolean;
}

interface Stretch {
  from: number;
  to: number;
  /** A shop's stamp. Unlike the others, it is no SKU as a whole either. */
  isStamp: boolean;
}

/**
 * Stretches of tokens that are a camera's counter, a date or a shop's stamp, by the place of each of their tokens. A
 * number within them is no SKU.
 */
function stretchesOf(tokens: readonly Token[], index: CatalogueIndex): Stretch[] {
  const stretches: Stretch[] = [];
  for (let at = 0; at < tokens.length;) {
    const stamped = shopStampAt(tokens, at);
    // After a code alone, a stamp may be a second code: `62015__62016`.
    const isAnother = stamped === 1 && isCodeAlone(tokens.slice(0, at), index);
    const stamp = isAnother ? 0 : stamped;
    const length = Math.max(cameraNameAt(tokens, at), dateAt(tokens, at), stamp);
    for (let inside = at; inside < at + length; inside += 1)
      stretches[inside] = { from: at, to: at + length, isStamp: stamp > 0 };
    at += Math.max(1, length);
  }
  return stretches;
}

function isCodeAlone(tokens: readonly Token[], index: CatalogueIndex): boolean {
  const entry = index.find(compact(tokens));
  return entry !== null && !isName({ entry });
}

const isField = (separator: string, inner: ReadonlySet<string>) =>
  (/[_\s([+,~=@#&]/.test(separator) || separator.length > 1) && !inner.has(separator);

function withCommon(parts: Part[], common: ReadonlySet<string>): Part[] {
  return common.size === 0
    ? parts
    : parts.map((part) =>
        common.has(part.text) ? { type: 'common', from: part.from, to: part.to, text: part.text } : part,
      );
}

/** Longer names follow no convention, and trying all ways to read them would take long. */
const maxTokens = 40;

/**
 * All identifiers that stand whole in the name, between separators. Those within a date, a shop's stamp or a camera's
 * counter are left out.
 */
export function interpretationsOf(
  tokens: readonly Token[],
  index: CatalogueIndex,
  context: BatchContext = noContext,
): Interpretation[] {
  if (tokens.length > maxTokens) return [];
  const stretches = stretchesOf(tokens, index);
  const sides = createSides(tokens, index, context.before);
  const found: Interpretation[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    // If a word was split, only its beginning may be an identifier.
    if (from > 0 && tokens[from]?.separator === '') continue;
    const stretch = stretches[from];
    let key = '';
    for (let to = from + 1; to <= tokens.length; to += 1) {
      key += tokens[to - 1]?.text ?? '';
      if (key.length > index.longest) break;
      const inside = stretch !== undefined && to <= stretch.to;
      const isTime = stretch?.to === to && from + 1 === to && /^\d{6}$/.test(key);
      if (inside && (from !== stretch.from || to !== stretch.to || stretch.isStamp) && !isTime) continue;
      const texts = tokens.slice(from, to).map(({ text }) => text);
      const entry = index.find(key) ?? index.findPadded(texts);
      if (entry === null) continue;
      const one = interpret(tokens, from, to, entry, index, sides);
      const isOfRow = to === from + 1 && isCounted(tokens, from, context.rows);
      const counted = inside && isTime ? 'time-of-day' : isOfRow ? 'row' : null;
      found.push(counted === null ? one : { ...one, doubt: { type: counted }, onlyViews: false });
    }
  }
  return found;
}

/** The parts before and after a place, read with the words of a product. */
interface Sides {
  before: (productId: number, end: number) => Part[];
  after: (productId: number, start: number) => Part[];
}

/** Reads each side once for each product, however many of its identifiers stand there. */
function createSides(tokens: readonly Token[], index: CatalogueIndex, common: ReadonlySet<string>): Sides {
  const known = new Map<string, Part[]>();
  const once = (key: string, make: () => Part[]): Part[] => {
    const parts = known.get(key) ?? make();
    known.set(key, parts);
    return parts;
  };
  return {
    before: (productId, end) =>
      once(`${productId}<${end}`, () =>
        withCommon(partsOf(tokens, 0, end, index.termsOf(productId)), common),
      ),
    after: (productId, start) =>
      once(`${productId}>${start}`, () => partsOf(tokens, start, tokens.length, index.termsOf(productId))),
  };
}

function interpret(
  tokens: readonly Token[],
  from: number,
  to: number,
  found: IndexEntry,
  index: CatalogueIndex,
  sides: Sides,
): Interpretation {
  const written = tokens.slice(from, to);
  const ranks: readonly Spelling[] = ['literal', 'forced', 'respaced', 'resegmented', 'doubtful'];
  const spelled = found.identifiers.map((one) => spellingOfIdentifier(written, one));
  const best = spelled.reduce((closest, one) =>
    ranks.indexOf(one) < ranks.indexOf(closest) ? one : closest,
  );
  const entry = { ...found, identifiers: meantOf(found.identifiers, spelled, written.length > 1) };
  const productId = entry.identifiers[0]?.productId ?? 0;
  const isValue =
    best === 'resegmented' && joinsToValue(written, entry.identifiers, index.termsOf(productId));
  const spelling = isValue ? 'doubtful' : best;
  const [before, after] = [sides.before(productId, from), sides.after(productId, to)];
  const one: Interpretation = { entry, from, to, spelling, before, after, doubt: null, onlyViews: false };
  one.doubt = doubtOf(one, tokens, index);
  one.onlyViews =
    one.doubt === null &&
    [...before, ...after].every(({ type }) => type !== 'name' && type !== 'attribute' && type !== 'unknown');
  return one;
}

/** Whether parts of a code, joined, make the beginning of a value: `gris` is Gris rather than GRI-S. */
const joinsToValue = (written: readonly Token[], own: readonly Identifier[], terms: ProductTerms): boolean =>
  written.some(({ text }) => {
    const [letters = ''] = /\p{L}*$/u.exec(text) ?? [];
    return terms.options.beginsValue(letters) && own.every((one) => !wordsOf(one.text).includes(letters));
  });

/**
 * Of AB-10 and AB-1-0, the one whose separators are as in the name. If the name has no separators, or others at the
 * same places, both may be meant: people leave separators out and change them.
 */
function meantOf(
  identifiers: readonly Identifier[],
  spelled: readonly Spelling[],
  isParted: boolean,
): readonly Identifier[] {
  const literal = identifiers.filter((_, at) => spelled[at] === 'literal');
  const isLiteral = isParted && spelled.every((one) => one !== 'forced' && one !== 'respaced');
  return isLiteral && literal.length > 0 ? literal : identifiers;
}

/** How an identifier is spelled, by the rule of its kind. A code found by numbers with more zeros counts as literal. */
function spellingOfIdentifier(written: readonly Token[], identifier: Identifier): Spelling {
  const { spelling } = ruleOf(identifier);
  if (spelling === 'digits') return spellingOfBarcode(written);
  const { text } = identifier;
  const own = tokensOf(fold(text));
  if (spelling === 'words') return spellingOfName(written, own);
  return compact(own) === compact(written) ? spellingOf(written, text) : 'literal';
}

export const isName = ({ entry }: Pick<Interpretation, 'entry'>): boolean =>
  entry.identifiers.every(isTitleOrAddress);

/** The doubt that the identifier's spelling or the parts beside it leave; null for none. */
function doubtOf(one: Interpretation, tokens: readonly Token[], index: CatalogueIndex): Doubt | null {
  const { entry, spelling, before, after } = one;
  if (spelling === 'doubtful' || repeatsEnd(one, tokens) || isGluedToAnother(one, tokens, index))
    return { type: 'spelling' };
  const options = optionsIn([...before, ...after]);
  const twice = [...before, ...after].find(({ type }) => type === 'option');
  if (variantsWith(options) === null) return { type: 'two-values', text: twice?.text ?? '' };
  const inner = innerSeparators(one, tokens);
  if (isName(one)) return doubtOfName(one, tokens, inner, index);
  return doubtBefore(one, tokens, inner, index) ?? doubtAfter(entry, after, tokens, inner, index);
}

/**
 * Whether the end of a code stands there twice, with and without its separator: `7F-24B-B` is 7F-24-B with a character
 * too many, or another code.
 */
function repeatsEnd({ entry, spelling, to }: Interpretation, tokens: readonly Token[]): boolean {
  const next = tokens[to];
  if (spelling !== 'resegmented' || next === undefined) return false;
  const ends = entry.identifiers.map(({ text }) => tokensOf(fold(text)).at(-1));
  return ends.some((end) => end?.text === next.text && end.separator === next.separator);
}

/**
 * Whether a code without one of its separators is another product's code with something more: `AB1` for AB-1 where AB
 * is a product, `118310` for 1183-10 where 11831 is one.
 */
function isGluedToAnother(
  { entry, from, to, spelling }: Interpretation,
  tokens: readonly Token[],
  index: CatalogueIndex,
): boolean {
  if (spelling !== 'resegmented') return false;
  const own = productsOf(entry);
  const written = cutsOf(tokens.slice(from, to));
  const leftOut = entry.identifiers.flatMap(({ text }) => [...cutsOf(tokensOf(fold(text)))]);
  return [...leftOut, entry.key.length - 1].some((cut) => {
    const shorter = written.has(cut) ? null : index.find(entry.key.slice(0, cut));
    return (
      shorter !== null && !isName({ entry: shorter }) && ![...productsOf(shorter)].some((id) => own.has(id))
    );
  });
}

/** The values of options that parts of a name have, one list for each part. */
export function optionsIn(parts: readonly Part[]): NamedOption[][] {
  return parts.flatMap(({ options }) => (options === undefined ? [] : [[...options]]));
}

/** The separators within the SKU as written. They don't separate it from the rest of the name. */
function innerSeparators(
  { entry, from, to, spelling }: Interpretation,
  tokens: readonly Token[],
): Set<string> {
  // A separator that replaces a character that file names can't have is not the SKU's own.
  const own = spelling === 'forced' ? entry.identifiers.map(({ text }) => tokensOf(fold(text))) : [];
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

const stranger = (text: string): Doubt => ({ type: 'stranger', text });

/** A to H count pictures, and R and T are initials of views. Others may be sizes or models: `Crew Tee L`. */
const isCountingLetter = (letter: string): boolean => /^[a-hrt]$/.test(letter);

/** Whether a date may also be a model or measures: `2024`, `24-10-12`. */
const mayMeasure = (date: string): boolean => isYear(date) || /^\d{2} \d{2} \d{2}$/.test(date);

/** With a title or address, every other word must be explained, and no other product's name may contain it. */
function doubtOfName(
  { entry, before, after }: Interpretation,
  tokens: readonly Token[],
  inner: ReadonlySet<string>,
  index: CatalogueIndex,
): Doubt | null {
  let [numbers, letters] = [0, 0];
  for (const [place, part] of after.entries()) {
    const isFirst = place === 0;
    if (part.type === 'number' && addsAnother(tokens[part.from], isFirst, inner)) return stranger(part.text);
    if (isFirst && endsRow(entry, tokens[part.from], inner, index)) return stranger(part.text);
    if (part.type === 'number' && ((numbers += 1) > 2 || isNoCounter(part, entry)))
      return stranger(part.text);
    if (part.type === 'date' && mayMeasure(part.text)) return stranger(part.text);
    if (part.type === 'letter' && ((letters += 1) > 1 || !isCountingLetter(part.text)))
      return stranger(part.text);
    if (['unknown', 'attribute', 'code', 'rendition'].includes(part.type)) return stranger(part.text);
    const isOwn = part.type === 'brand' || part.type === 'option';
    if (!isOwn && (mayNameArticle(part.text) || isOtherThing(part.text) || numbersArticle(part.text)))
      return stranger(part.text);
  }
  for (const part of before) {
    if (part.type !== 'brand' && isOtherThing(part.text)) return { type: 'other-thing', text: part.text };
    if (part.type === 'number' && part.text.length > 3 && !part.text.startsWith('0'))
      return stranger(part.text);
    if (['unknown', 'attribute', 'code', 'letter', 'name', 'camera', 'rendition'].includes(part.type))
      return stranger(part.text);
  }
  return isPartOfAnother(entry, index) ? { type: 'part-of-name' } : null;
}

/** Whether another product's name contains this one, in either spelling of ä, ö and ü. */
function isPartOfAnother(entry: IndexEntry, index: CatalogueIndex): boolean {
  const own = productsOf(entry);
  const runs = entry.identifiers.flatMap(({ text }) => {
    const words = wordsOf(text);
    return [words.join(' '), words.map(withoutDigraphs).join(' ')];
  });
  return [...new Set(runs)].some((run) => index.isPartOfAnotherName(run.split(' '), own));
}

/** Whether a number is added to a code, as a second one in short: `62015,16`, `62015+16`, `Vol. 1 & 2`. */
function addsAnother(token: Token | undefined, isFirst: boolean, inner: ReadonlySet<string>): boolean {
  const separator = token?.separator ?? '';
  return /[,&]/.test(separator) || (isFirst && separator.includes('+') && !inner.has(separator));
}

/** Whether a number ends a row of names that the first one begins: `Night Train 1-3`, if `Night Train 3` is one, too. */
function endsRow(
  { key }: IndexEntry,
  token: Token | undefined,
  inner: ReadonlySet<string>,
  index: CatalogueIndex,
): boolean {
  if (token === undefined || !/^[-–]$/.test(token.separator) || inner.has(token.separator)) return false;
  return /\d$/.test(key) && /^\d+$/.test(token.text) && index.find(key.replace(/\d+$/, token.text)) !== null;
}

/** Whether a number has its word, as in `shot04` or `v2`. Then it is no part of a code. */
const hasWord = ({ text }: Part): boolean => /^[a-z]/.test(text);

/** Whether a number is too high to count pictures. With leading zeros it always counts them. */
function isNoCounter({ text }: Part, { identifiers }: IndexEntry): boolean {
  return /^[1-9]/.test(text) && Number(text) > ruleOfAll(identifiers).maxCounter;
}

function doubtAfter(
  entry: IndexEntry,
  parts: readonly Part[],
  tokens: readonly Token[],
  inner: ReadonlySet<string>,
  index: CatalogueIndex,
): Doubt | null {
  const { freeTextAfterView } = ruleOfAll(entry.identifiers);
  const { maxNumbersBehind } = weaknessRules[entry.weakness];
  let numbers = 0;
  let letters = 0;
  let seenView = false;
  for (const [place, part] of parts.entries()) {
    const separator = tokens[part.from]?.separator ?? '';
    const field = isField(separator, inner);
    const first = place === 0;
    /** Whether variants' codes go on with other numbers behind the code, and behind the values after it. */
    const lacksVariant = (number: string) => {
      const values = parts.slice(0, place);
      const key = entry.key + values.map(({ text }) => text.replaceAll(' ', '')).join('');
      return (
        values.every(({ type }) => type === 'option') &&
        index.hasVariantsLike({ ...entry, key }, separator, number)
      );
    };
    switch (part.type) {
      case 'number':
        numbers += 1;
        if (
          numbers > maxNumbersBehind ||
          (numbers > 1 && !field && !hasWord(part)) ||
          addsAnother(tokens[part.from], first, inner) ||
          isNoCounter(part, entry)
        )
          return stranger(part.text);
        if (first && !field && /^[1-9]\d\d/.test(part.text) && index.isExtended(entry))
          return stranger(part.text);
        if (first && isEndOfAnother(entry, part.text, index)) return { type: 'second-sku', text: part.text };
        if (first && index.isExtended(entry, { separator, tail: /^\d+$/ }))
          return { type: 'number-of-sku', text: part.text };
        if (lacksVariant(part.text)) return { type: 'missing-variant', text: part.text };
        break;
      case 'date':
        if (isCodeOfAnother(entry, part.text, index)) return { type: 'second-sku', text: part.text };
        if (lacksVariant(part.text)) return { type: 'missing-variant', text: part.text };
        break;
      case 'letter':
        letters += 1;
        if (letters > 1) return stranger(part.text);
        if (
          first &&
          index.isExtended(entry, { separator, tail: new RegExp(`^(?:[a-z]|${part.letter}\\d+)$`) })
        )
          return { type: 'letter-of-sku', text: part.text };
        break;
      case 'code':
        if (index.find(part.text) !== null) return { type: 'second-sku', text: part.text };
        if (index.isShortValue(part.text)) return stranger(part.text);
        if (part.number !== undefined && /^\d/.test(part.text) && lacksVariant(String(part.number)))
          return { type: 'missing-variant', text: part.text };
        // `AB.1a` may be AB.1 with a letter as well as AB with 1a.
        if (first && index.isExtended(entry, { separator, tail: /^(?:\d+|[a-z])$/ }))
          return { type: 'letter-of-sku', text: part.text };
        if (first && !field && separator !== '.') return stranger(part.text);
        break;
      case 'option':
        if (first && isAnothersBeginning(entry, part, index)) return stranger(part.text);
        break;
      case 'rendition':
        if (index.isExtended(entry, { separator, tail: /^\d+x\d+$/ }))
          return { type: 'number-of-sku', text: part.text };
        break;
      case 'attribute':
        return stranger(part.text);
      case 'unknown':
        if (
          !freeTextAfterView ||
          !seenView ||
          !(field || (/[_\s]/.test(separator) && !index.isExtended(entry, { separator }))) ||
          !/^\p{L}{2,}$/u.test(part.text) ||
          isOtherThing(part.text)
        )
          return stranger(part.text);
        break;
      default:
    }
    if (saysView(part)) seenView = true;
  }
  return null;
}

/** Whether a text is a code of another product, though it has a meaning in file names, too. */
function isCodeOfAnother(entry: IndexEntry, text: string, index: CatalogueIndex): boolean {
  const other = index.find(keyOf(text));
  const own = productsOf(entry);
  return other !== null && !isName({ entry: other }) && [...productsOf(other)].some((id) => !own.has(id));
}

/** Whether a code of another product differs only in ending with this number: WB650 for `WB600-650`. */
function isEndOfAnother(entry: IndexEntry, number: string, index: CatalogueIndex): boolean {
  if (!/^[1-9]\d\d+$/.test(number)) return false;
  return isCodeOfAnother(entry, entry.key.slice(0, -number.length) + number, index);
}

/** Whether a code of another product begins with this one and the value after it. */
function isAnothersBeginning(entry: IndexEntry, part: Part, index: CatalogueIndex): boolean {
  const key = entry.key + part.text.replaceAll(' ', '');
  return index.isExtended({ ...entry, key });
}

function doubtBefore(
  { entry, from, to, before: parts }: Interpretation,
  tokens: readonly Token[],
  inner: ReadonlySet<string>,
  index: CatalogueIndex,
): Doubt | null {
  const last = parts.at(-1);
  if (last === undefined) return null;
  const separator = tokens[last.to]?.separator ?? '';
  const apart = isField(separator, inner) || /[_\s)]/.test(separator) || !inner.has(separator);
  const field = isField(separator, inner);
  const isIntroduced = last.type === 'noise' && introducesSku(last.text);
  const isBareNumber =
    to - from === 1 && /^\d+$/.test(entry.key) && entry.identifiers.every((one) => ruleOf(one).mayCount);
  const { before } = weaknessRules[entry.weakness];
  if (before === 'mark' && !isIntroduced) return { type: 'short-number' };
  // `photo 40117` counts pictures, and a number at the end of a name may do so.
  const mayCount =
    isNumberWord(last.text) || (to === tokens.length && last.type !== 'brand' && last.type !== 'common');
  if (isBareNumber && !isIntroduced && mayCount) return { type: 'counter', text: last.text };
  const isNoise = parts.every(({ type }) =>
    ['number', 'season', 'date', 'camera', 'common', 'brand', 'noise'].includes(type),
  );
  if ((before === 'mark' || before === 'noise') && !isNoise) return { type: 'common-word' };
  const { strangersBefore } = ruleOfAll(entry.identifiers);
  const mayBeStranger = before === 'strangers' && strangersBefore === 'brand-like' && !isBareNumber && field;

  let unknown = 0;
  let numbers = 0;
  for (const part of parts) {
    if (part.type !== 'name' && part.type !== 'brand' && part.type !== 'option' && isOtherThing(part.text))
      return { type: 'other-thing', text: part.text };
    switch (part.type) {
      case 'number':
        if (hasWord(part) && !isBareNumber) break;
        numbers += 1;
        if (!apart || numbers > 1 || (part.text.length > 3 && !part.text.startsWith('0')))
          return stranger(part.text);
        break;
      case 'letter':
      case 'code':
      case 'unknown':
        unknown += 1;
        if (!mayBeStranger || unknown > 2 || !/^\p{L}{2,}\d{0,2}$/u.test(part.text))
          return stranger(part.text);
        // A word in other products' names is no client's name: `strap_ALD210`.
        if (index.isWordOfNames(part.text)) return stranger(part.text);
        break;
      case 'attribute':
        return stranger(part.text);
      case 'rendition':
        // `2x ALD210` shows two of them.
        if (!apart || /^\d{1,2}x$/.test(part.text)) return stranger(part.text);
        break;
      case 'name':
      case 'brand':
      case 'option':
      case 'common':
        break;
      case 'date':
        if (isCodeOfAnother(entry, part.text, index)) return { type: 'second-sku', text: part.text };
        if (!apart) return stranger(part.text);
        break;
      default:
        if (!apart && !introducesSku(part.text)) return stranger(part.text);
    }
  }
  return null;
}
