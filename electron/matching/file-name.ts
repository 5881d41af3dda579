import { candidateOf, productsOf, uniqueCandidates, type CatalogueIndex } from './catalogue-index.ts';
import { isGtin } from './barcode.ts';
import { fieldAt } from './name-shape.ts';
import { doubtRules } from './doubt.ts';
import { certaintyOf, evidenceOf, evidenceRules, ruleOf, ruleOfAll } from './evidence.ts';
import { compact, fold, stemOf, tokensOf, type Token } from './fold.ts';
import { interpretationsOf, isName, optionsIn, type Interpretation } from './interpretation.ts';
import {
  noContext,
  type BatchContext,
  type Candidate,
  type Certainty,
  type Identifier,
  type NamedVariants,
  type View,
} from './match.ts';
import { messages, type Verb } from './match-messages.ts';
import { unsure, type NameResult } from './name-result.ts';
import { variantsWith } from './option-values.ts';
import { partsOf, type Part } from './parts.ts';
import { idMarkOf, idResult } from './product-id.ts';
import type { ProductTerms } from './product-terms.ts';
import { roleNamed } from './roles.ts';
import { saysView, viewOf, viewWords } from './view.ts';
import { isAttribute, isNoise, isOtherThing } from './vocabulary.ts';
import { weaknessRules } from './weakness.ts';

type Certain = Extract<NameResult, { type: 'certain' }>;
type Unsure = Extract<NameResult, { type: 'unsure' }>;

const weaknessRuleOf = ({ entry }: Interpretation) => weaknessRules[entry.weakness];
const isEvidence = (one: Interpretation) => weaknessRuleOf(one).alone === 'evidence';
/** Whether it may as well be the number of a picture, a job or a camera. */
const mayCount = ({ entry }: Interpretation) =>
  /^\d+$/.test(entry.key) && !isGtin(entry.key) && ruleOfAll(entry.identifiers).mayCount;
const isStrong = (one: Interpretation) => weaknessRuleOf(one).isStrong && !isName(one);
const isSameProduct = (a: Interpretation, b: Interpretation) => {
  const [one, other] = [productsOf(a.entry), productsOf(b.entry)];
  return one.size === 1 && other.size === 1 && [...one].every((id) => other.has(id));
};
const contains = (a: Interpretation, b: Interpretation) =>
  a !== b && a.from <= b.from && a.to >= b.to && a.to - a.from > b.to - b.from;

/** Reads a name: `text` is a file's stem or a folder's name. */
export function readName(text: string, index: CatalogueIndex, context: BatchContext = noContext): NameResult {
  const tokens = tokensOf(fold(text));
  const whole = readTokens(tokens, index, context);
  if (whole.type === 'certain') return outsideField(whole, text, context) ?? whole;
  const byField = readField(text, tokens, index, context);
  if (byField !== null) return byField;
  const lettered = readLettered(tokens, index, context);
  if (lettered !== null) return lettered;
  const apart = splitRoles(tokens) ?? splitValues(tokens, index);
  if (apart === null) return whole;
  const split = readTokens(apart, index, context);
  const isDecided = split.type === 'certain' && evidenceRules[split.by].inPartedWord;
  return isDecided && (whole.type === 'silent' || !whole.strong) ? split : whole;
}

/** Divides a file's name into the words that only say how large the picture is, and the rest. */
export function sizeInName(fileName: string): { rest: string; sizes: string[] } {
  const tokens = tokensOf(fold(stemOf(fileName)));
  const parts = partsOf(tokens, 0, tokens.length);
  const isSize = ({ type, text }: Part) =>
    type === 'size' || type === 'rendition' || isSizeWord(text) || /^\d+ ?x ?\d+$/.test(text);
  return {
    rest: parts.flatMap((part) => (isSize(part) ? [] : [part.text])).join(' '),
    sizes: parts.flatMap((part) => (isSize(part) ? [part.text] : [])),
  };
}

const isSizeWord = (text: string) =>
  /^(?:thumb|thumbs|thumbnail|zoom|small|large|medium|tiny|preview|scaled)$/.test(text);

/** Asks about a number that is a SKU but stands outside of the field that has the SKU in other names of this shape. */
function outsideField(found: Certain, text: string, context: BatchContext): Unsure | null {
  const field = fieldAt(text, context.fields);
  if (field === null || !/^\d+$/.test(found.text) || !evidenceRules[found.by].mayCount) return null;
  if (tokensOf(fold(field.text)).some((token) => token.text === found.text)) return null;
  return unsure([found.product], false, () => messages.outsideField({ sku: found.text }));
}

/**
 * The product by the field that has the SKU in nearly all names of this shape. Null if the field has no SKU, or if
 * something else in the name is in doubt.
 */
function readField(
  text: string,
  tokens: readonly Token[],
  index: CatalogueIndex,
  context: BatchContext,
): Certain | null {
  const field = fieldAt(text, context.fields);
  if (field === null) return null;
  const from = tokensOf(fold(field.before)).length;
  const to = from + tokensOf(fold(field.text)).length;
  const all = interpretationsOf(tokens, index, context);
  const main = all.find((one) => one.from === from && one.to === to && !isName(one));
  if (main === undefined || !isEvidence(main)) return null;
  if (main.doubt !== null && !doubtRules[main.doubt.type].settledByField) return null;
  // The field may be only the beginning of a code that has the fields' separator itself.
  if (index.isExtended(main.entry, { separator: field.separator })) return null;
  const holder = onlyHolder(main.entry.identifiers);
  if (holder === null) return null;
  const others = all.filter(
    (one) =>
      !isSameProduct(one, main) &&
      !contains(main, one) &&
      (overlaps(one, main) ||
        (mayCount(one) ? isEvidence(one) && !field.isNumber(one.entry.key) : weaknessRuleOf(one).isStrong)),
  );
  const parts = [...main.before, ...main.after];
  const isOpen = parts.some(
    ({ type, text: word }) =>
      type === 'attribute' ||
      (type === 'unknown' && !/^\d+$|^\p{L}+\d+$/u.test(word)) ||
      (type !== 'name' && type !== 'option' && type !== 'brand' && isOtherThing(word)),
  );
  if (others.length > 0 || isOpen || variantsWith(optionsIn(parts)) === null) return null;
  return certainOf(main, holder, [main], tokens, { settledBy: messages.inField() });
}

/** Reads a letter directly after a code as a counter of pictures, if the batch has others of that row. */
function readLettered(
  tokens: readonly Token[],
  index: CatalogueIndex,
  context: BatchContext,
): Certain | null {
  const last = tokens.at(-1);
  const [, head = '', letter = ''] = /^(.*\d)([a-h])$/.exec(last?.text ?? '') ?? [];
  if (letter === '' || last === undefined) return null;
  const apart = [...tokens.slice(0, -1), { ...last, text: head }, { text: letter, separator: '' }];
  const key = compact(apart.slice(0, -1));
  const entry = context.lettered.has(key) ? index.find(key) : null;
  if (entry === null || index.beginsOthersCode(key + letter, productsOf(entry))) return null;
  const found = readTokens(apart, index, context);
  return found.type === 'certain' && evidenceRules[found.by].inPartedWord
    ? { ...found, settledBy: messages.lettered({ letter: letter.toUpperCase() }) }
    : null;
}

/** Splits off a role after a code (`MUG01front`), and a museum's letter for recto, verso or master (`00325v`). */
function splitRoles(tokens: readonly Token[]): Token[] | null {
  let split = false;
  const apart = tokens.flatMap((token, at) => {
    const [, number = '', side = ''] = /^(\d+)(r|v|m|mas|pub)$/.exec(token.text) ?? [];
    if (number !== '' && at >= 2 && tokens.slice(0, at).every(({ text }) => /^\d+$/.test(text))) {
      split = true;
      const word = side === 'r' ? 'recto' : side === 'v' ? 'verso' : 'master';
      return [
        { text: number, separator: token.separator },
        { text: word, separator: '_' },
      ];
    }
    const [, head = '', role = '', counter = ''] = /^(.*\d)([a-z]{4,})(\d{0,2})$/.exec(token.text) ?? [];
    if (roleNamed(role) === null && !(isNoise(role) && head !== '')) return [token];
    split = true;
    const tail = [
      { text: role, separator: '' },
      { text: counter, separator: '' },
    ].filter((one) => one.text !== '');
    return [{ text: head, separator: token.separator }, ...tail];
  });
  return split ? apart : null;
}

/** Splits a value of the product's own off its code: `ALD210NVY`, unless another product's code begins so. */
function splitValues(tokens: readonly Token[], index: CatalogueIndex): Token[] | null {
  for (const [at, { text, separator }] of tokens.entries()) {
    for (const { index: cut } of text.matchAll(/(?<=\d)(?=\p{L}{2})/gu)) {
      const [head, value] = [text.slice(0, cut), text.slice(cut)];
      const entry = index.find(head);
      if (entry === null || isName({ entry })) continue;
      const [product, ...more] = productsOf(entry);
      if (product === undefined || more.length > 0 || index.beginsOthersCode(text, new Set([product])))
        continue;
      if (index.termsOf(product).options.at([value], 0) === null) continue;
      const apart = [
        { text: head, separator },
        { text: value, separator: '' },
      ];
      return [...tokens.slice(0, at), ...apart, ...tokens.slice(at + 1)];
    }
  }
  return null;
}

function readTokens(tokens: readonly Token[], index: CatalogueIndex, context: BatchContext): NameResult {
  const all = interpretationsOf(tokens, index, context);
  const strong = all.filter(isEvidence);
  // A short SKU proves little, but it may be meant if a longer one is not written as in the catalogue.
  const begun = all.filter(
    (one) =>
      !isEvidence(one) &&
      one.spelling !== 'doubtful' &&
      strong.some((long) => contains(long, one) && long.from === one.from && long.spelling !== 'literal'),
  );
  const best = withoutExplainedNames(resolveOverlaps([...strong, ...begun]));
  if (best.length > 0) return resultOf(best, tokens, index, context);
  const weak = all.filter(
    (one) =>
      !isEvidence(one) && one.doubt === null && (one.from === 0 || weaknessRuleOf(one).isOfferedBehindWords),
  );
  const byId = idResult(tokens, index);
  if (weak.length > 0) {
    const [only, ...more] = weak;
    if (only !== undefined && more.length === 0 && isPlain(only))
      return resultOf([only], tokens, index, context);
    const candidates = weak.flatMap(({ entry }) => entry.identifiers.map(candidateOf));
    if (byId?.type === 'certain') candidates.push(byId.product);
    if (byId?.type === 'unsure') candidates.push(...byId.candidates);
    const viewed = weak.find(hasView);
    if (viewed !== undefined && byId === null) return resultOf([viewed], tokens, index, context);
    return unsure(uniqueCandidates(candidates), false, (subject) =>
      messages.tooCommon({
        subject,
        verb: verbOf(only, tokens),
        text: only?.entry.identifiers[0]?.text ?? '',
      }),
    );
  }
  if (byId !== null) return byId;
  return silent(tokens);
}

/** Such as `A1_front` for the SKU A1: nothing in the name contradicts it. */
const isPlain = (one: Interpretation) =>
  weaknessRuleOf(one).alone === 'if-only-views' &&
  one.from === 0 &&
  one.onlyViews &&
  one.spelling === 'literal';

const hasView = (one: Interpretation) =>
  weaknessRuleOf(one).alone === 'if-a-view' && one.after.some(({ view }) => view);

/** The result for a name in which nothing is taken for an identifier. */
export function silent(tokens: readonly Token[]): Extract<NameResult, { type: 'silent' }> {
  const parts = partsOf(tokens, 0, tokens.length);
  const says = !parts.some(({ type }) => isNotUnderstood(type));
  const view = says ? viewOf([], parts) : null;
  return {
    type: 'silent',
    view,
    viewText: view === null ? '' : viewWords(parts),
    camera:
      parts.some(({ type }) => type === 'camera' || type === 'date') &&
      parts.every(({ type }) => ['camera', 'date', 'noise', 'number', 'size', 'rendition'].includes(type)),
  };
}

/** The view in a name without an identifier, read from the words after the last unknown one; null for none. */
export function viewInName(fileName: string): View | null {
  const tokens = tokensOf(fold(stemOf(fileName.normalize('NFC'))));
  const parts = partsOf(tokens, 0, tokens.length);
  const last = parts.findLastIndex(({ type }) => isNotUnderstood(type));
  const view = viewOf([], parts.slice(last + 1));
  // A number after a camera's counter counts copies.
  return parts[last]?.type === 'camera' && view?.kind !== 'word' ? null : view;
}

const isNotUnderstood = (type: Part['type']) =>
  type === 'unknown' || type === 'attribute' || type === 'camera';

/** Of interpretations that overlap, keeps the longest, and shorter ones that explain the name equally well. */
function resolveOverlaps(all: readonly Interpretation[]): Interpretation[] {
  const kept = all.filter((one) => {
    const longer = all.filter((other) => contains(other, one));
    return longer.every((other) => mayRival(one, other));
  });
  const clear = kept.filter(({ doubt }) => doubt === null);
  const beaten = new Set(
    clear.flatMap((one) =>
      kept.filter((other) => other !== one && overlaps(one, other) && loses(other, one)),
    ),
  );
  return kept.filter((one) => !beaten.has(one));
}

const overlaps = (a: Interpretation, b: Interpretation) => a.from < b.to && b.from < a.to;

const saysNothingElse: ReadonlySet<Part['type']> = new Set([
  'option',
  'name',
  'brand',
  'view',
  'noise',
  'common',
]);

/**
 * Drops titles and addresses whose words a code's own product explains, as its options do. A number is not explained
 * so: `ELM-DT-180 Elm Dining Table 140` keeps both.
 */
function withoutExplainedNames(all: readonly Interpretation[]): Interpretation[] {
  const clear = all.filter((one) => one.doubt === null && !isName(one));
  return all.filter((one) => {
    if (!isName(one)) return true;
    return !clear.some((code) => {
      const covering = [...code.before, ...code.after].filter(
        (part) => part.from < one.to && part.to > one.from,
      );
      return !overlaps(code, one) && covering.every(({ type }) => saysNothingElse.has(type));
    });
  });
}

/** Whether an interpretation is dropped for an overlapping one without doubt. */
function loses(one: Interpretation, clear: Interpretation): boolean {
  if (one.spelling === 'doubtful') return true;
  const nested = contains(one, clear) || contains(clear, one);
  return clear.onlyViews && one.doubt !== null && !nested;
}

/** Whether a shorter identifier may be meant although a longer one contains it. */
function mayRival(short: Interpretation, long: Interpretation): boolean {
  if (isName(short)) {
    // `Elm Side Table 2` may be a product, or the second picture of `Elm Side Table`.
    const tail = [...short.before, ...short.after].filter(
      ({ from, to }) => from >= long.from && to <= long.to,
    );
    return isName(long) && !isSameProduct(short, long) && tail.every(saysView);
  }
  if (long.spelling === 'literal') return false;
  return !isName(long) && rivals(short, long);
}

/**
 * Whether a shorter SKU explains the stretch of a longer one equally well. The longer one is not written as in the
 * catalogue, so the rest of its stretch may be a view. It may be a colour only if the longer SKU does not contain the
 * shorter one literally.
 */
function rivals(short: Interpretation, long: Interpretation): boolean {
  if (short.spelling === 'doubtful') return false;
  const tail = [...short.before, ...short.after].filter(({ from, to }) => from >= long.from && to <= long.to);
  const isOne = isSameProduct(short, long);
  if (isOne && long.spelling !== 'doubtful' && tail.some(({ type }) => type === 'option')) return false;
  if (tail.some(({ type }) => type === 'unknown' || type === 'name'))
    return long.spelling === 'doubtful' && short.doubt === null;
  if (long.spelling === 'doubtful') return true;
  const asWritten = short.spelling === 'literal' || short.spelling === 'forced';
  if (tail.some(({ type }) => type === 'attribute' || type === 'option'))
    return asWritten && !isWrittenIn(short, long);
  // `24W_1374_175` is the SKU 24W-1374.175 rather than picture 175 of 24W-1374.
  const countsNothing = tail.every(({ text }) => Number(text) >= 20 && (isOne || text.length >= 3));
  // `45X45`, or an S before another number, is no view if a variant's SKU ends so.
  const isVariants = tail.every(
    ({ type }) => type === 'size' || type === 'rendition' || (type === 'letter' && long.after.some(saysView)),
  );
  if (isOne && isVariants && long.spelling === 'respaced') return false;
  const isSaid = asWritten && isEvidence(short);
  if (countsNothing && long.spelling === 'respaced' && (isOne || !isSaid)) return false;
  return asWritten || tail.some(({ type, letter }) => type !== 'letter' || (letter ?? '') <= 'h');
}

/** Whether the longer SKU contains the shorter one literally. Then only the separator after it was changed. */
function isWrittenIn(short: Interpretation, long: Interpretation): boolean {
  const texts = short.entry.identifiers.map(({ text }) => fold(text));
  return long.entry.identifiers.some(({ text }) => texts.some((one) => fold(text).includes(one)));
}

function verbOf(one: Interpretation | undefined, tokens: readonly Token[]): Verb {
  if (one === undefined || one.from > 0) return 'contains';
  return one.to === tokens.length ? 'is' : 'begins';
}

function resultOf(
  all: readonly Interpretation[],
  tokens: readonly Token[],
  index: CatalogueIndex,
  context: BatchContext,
): NameResult {
  const clear = all.filter(({ doubt }) => doubt === null);
  const identifiers = all.flatMap(({ entry }) => entry.identifiers);
  const candidates = uniqueCandidates(identifiers.map(candidateOf));
  const strong = all.some(isStrong);
  const products = new Set(identifiers.map(({ productId }) => productId));
  const main = mainOf(all);

  if (main === null || products.size > 1)
    return withNames(
      all,
      unsure(candidates, strong, (subject) => severalSentence(subject, all, tokens)),
    );
  const holder = onlyHolder(main.entry.identifiers);
  const others = all.filter((one) => one !== main);
  const terms = index.termsOf(main.entry.identifiers[0]?.productId ?? 0);
  const explained = clear.includes(main) || (others.length > 0 && explainedTogether(all, tokens, terms));
  const verb = verbOf(main, tokens);
  if (holder === null) {
    const text = main.entry.identifiers[0]?.text ?? '';
    return unsure(candidates, strong, (subject) => messages.sharedByVariants({ subject, verb, text }));
  }
  if (!explained) {
    // A name that is exactly this title is likely this product's, though another's title contains it.
    const isAlone = main.before.length === 0 && main.after.length === 0;
    if (main.doubt !== null && isAlone && doubtRules[main.doubt.type].suggestedAlone)
      return certainOf(main, holder, all, tokens, { certainty: 'suggested' });
    const doubt = main.doubt ?? all.find((one) => one.doubt !== null)?.doubt ?? { type: 'spelling' as const };
    const codes = main.after.filter(({ type }) => type === 'code');
    const more = codes.flatMap(({ text }) => index.find(text)?.identifiers.map(candidateOf) ?? []);
    const marked = idMarkOf(tokens)?.at === main.from ? productWithId(main, index) : null;
    if (marked !== null) more.unshift(marked);
    return withNames(
      all,
      unsure(uniqueCandidates([...candidates, ...more]), strong, (subject) =>
        messages.doubt({ subject, verb, by: evidenceOf(holder), text: holder.text, doubt }),
      ),
    );
  }
  const idToo = isBareNumber(main, tokens) ? productWithId(main, index) : null;
  const isMarked = main.from > 0 && main.from === idMarkOf(tokens)?.at;
  const isIdToo = idToo !== null && idToo.productId !== holder.productId && (main.from === 0 || isMarked);
  if (isIdToo && (isMarked || context.numbers !== 'sku'))
    return unsure(uniqueCandidates([candidateOf(holder), idToo]), true, (subject) =>
      messages.skuAndId({ subject, verb, sku: holder.text }),
    );
  return certainOf(main, holder, all, tokens, {
    certainty: certaintyOf(holder, main.entry.weakness),
    settledBy: isIdToo ? messages.numbersAreSkus() : '',
  });
}

const withNames = (all: readonly Interpretation[], found: Unsure): Unsure =>
  all.every(isName)
    ? { ...found, byNames: all.some((one) => weaknessRuleOf(one).isStrong) ? 'telling' : 'weak' }
    : found;

function certainOf(
  main: Interpretation,
  holder: Identifier,
  all: readonly Interpretation[],
  tokens: readonly Token[],
  { settledBy = '', certainty = 'certain' }: { settledBy?: string; certainty?: Certainty },
): Certain {
  // If a literal SKU explains the whole name, other SKUs of the product that its words resemble don't count.
  const isAlone = main.spelling === 'literal' && main.doubt === null;
  const beside = isAlone ? all.filter(({ spelling }) => spelling === 'literal') : all;
  const { before, after } = sidesOf(main, beside);
  return {
    type: 'certain',
    certainty,
    product: candidateOf(holder),
    by: evidenceOf(holder),
    text: holder.text,
    view: viewOf(before, after),
    viewText: viewWords([...after, ...before]),
    variants: holder.variantId === null ? variantsNamed(main) : null,
    verb: verbOf(main, tokens),
    strong: isStrong(main),
    settledBy: [commonNote([...before, ...after]), settledBy].filter(Boolean).join(' '),
  };
}

/** The variants that have the option values in the name, or else those that share the identifier. */
function variantsNamed(main: Interpretation): NamedVariants | null {
  const options = optionsIn([...main.before, ...main.after]);
  const shared = main.entry.identifiers.flatMap(({ variantId }) => variantId ?? []);
  if (options.length === 0) return shared.length > 1 ? { text: '', variantIds: shared } : null;
  const values = [...new Set(options.flatMap((some) => some.slice(0, 1).map(({ value }) => value)))];
  return { text: values.join(', '), variantIds: variantsWith(options) ?? [] };
}

function commonNote(parts: readonly Part[]): string {
  const words = parts.filter(({ type }) => type === 'common').map(({ text }) => text);
  return words.length === 0 ? '' : messages.commonWords({ words });
}

/** Whether the name has bare digits there. A product's id has no separators and no sign before it. */
function isBareNumber({ entry, from, to }: Interpretation, tokens: readonly Token[]): boolean {
  const [sign = ''] = /^[^\p{L}\p{N}]*/u.exec(fold(entry.identifiers[0]?.text ?? '')) ?? [];
  const isSigned = sign !== '' && (tokens[from]?.separator ?? '').endsWith(sign);
  return to - from === 1 && !isSigned && /^\d+$/.test(entry.key);
}

function productWithId({ entry }: Interpretation, index: CatalogueIndex): Candidate | null {
  return /^[1-9]\d{0,9}$/.test(entry.key) ? index.productById(Number(entry.key)) : null;
}

/**
 * The interpretation that a match goes by: a variant's SKU, else the strongest, else the first. Null if they are not
 * all of one product, if codes overlap, or if several variants are named.
 */
function mainOf(all: readonly Interpretation[]): Interpretation | null {
  const [first, ...rest] = all;
  if (first === undefined || rest.some((one) => !isSameProduct(first, one))) return null;
  const codes = all.filter((one) => !isName(one));
  if (codes.some((one, at) => codes.slice(at + 1).some((other) => overlaps(one, other)))) return null;
  const variants = codes.filter(({ entry }) =>
    entry.identifiers.every(({ variantId }) => variantId !== null),
  );
  const ids = new Set(variants.map(({ entry }) => entry.identifiers[0]?.variantId));
  if (ids.size > 1) return null;
  const strength = ({ entry }: Interpretation) => ruleOfAll(entry.identifiers).strength;
  return variants[0] ?? all.toSorted((a, b) => strength(b) - strength(a) || a.from - b.from)[0] ?? null;
}

const isOwn: ReadonlySet<Part['type']> = new Set(['option', 'name', 'brand']);

/** Whether everything beside the several identifiers of one product has a meaning. */
function explainedTogether(
  all: readonly Interpretation[],
  tokens: readonly Token[],
  terms: ProductTerms,
): boolean {
  const taken = (at: number) => all.some(({ from, to }) => at >= from && at < to);
  const rest = tokens.filter((_, at) => !taken(at));
  return (
    all.every(({ doubt }) => doubt === null || doubtRules[doubt.type].settledByAnother) &&
    partsOf(rest, 0, rest.length, terms).every(
      ({ type, text }) =>
        isOwn.has(type) ||
        (type !== 'unknown' &&
          type !== 'attribute' &&
          type !== 'code' &&
          !isOtherThing(text) &&
          !isAttribute(text)),
    )
  );
}

function sidesOf(main: Interpretation, all: readonly Interpretation[]): { before: Part[]; after: Part[] } {
  const free = ({ from, to }: Part) => all.every((one) => one === main || to <= one.from || from >= one.to);
  return { before: main.before.filter(free), after: main.after.filter(free) };
}

/**
 * The identifier that names one owner: the product's own; the only variant's; or the one that variants share, as the
 * product's. Null if the owner must be asked.
 */
function onlyHolder(identifiers: readonly Identifier[]): Identifier | null {
  if (new Set(identifiers.map(({ productId }) => productId)).size !== 1) return null;
  const own = identifiers.find(({ variantId }) => variantId === null);
  const [first] = identifiers;
  if (own !== undefined || first === undefined) return own ?? null;
  if (identifiers.length === 1) return first;
  return identifiers.some((one) => ruleOf(one).sharedByVariants === 'asked')
    ? null
    : { ...first, variantId: null };
}

function severalSentence(subject: string, all: readonly Interpretation[], tokens: readonly Token[]): string {
  const identifiers = all.flatMap(({ entry }) => entry.identifiers);
  const texts = [...new Set(identifiers.map(({ text }) => text))];
  const [one] = identifiers;
  const verb = verbOf(all[0], tokens);
  if (one === undefined) return '';
  if (texts.length === 1)
    return messages.sharedByProducts({ subject, verb, by: evidenceOf(one), text: one.text });
  if (all.length === 1) return messages.alike({ subject, verb, skus: texts.slice(0, 3) });
  return messages.several({ subject, names: texts.slice(0, 3) });
}
