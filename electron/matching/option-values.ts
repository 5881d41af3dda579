import type { IdentifiedProduct } from '../catalog/identified-products.ts';
import { evidenceRules } from './evidence.ts';
import { fold, keyOf, tokensOf, withDigraphs, wordsOf } from './fold.ts';
import { introducesSku, isAttribute, isOtherThing } from './vocabulary.ts';

/** A value of an option found in a file name, and the variants that have it. */
export interface NamedOption {
  option: string;
  value: string;
  variantIds: readonly number[];
}

/** Spellings of the same value. The first of each line is the canonical one. */
const sameValues: readonly string[] = [
  's small sml',
  'm medium med',
  'l large lge lrg',
  'xs xsmall extrasmall',
  'xl xlarge extralarge',
  'xxl 2xl xxlarge 2xlarge',
  'xxxl 3xl 3xlarge',
  'onesize os one 1size',
  'grey gray',
];

/** Short forms of colours and metals that are no initials or consonants of their words. */
const tradeCodes: Readonly<Record<string, string>> = {
  black: 'bk blk bl',
  white: 'wh wht wt wit',
  offwhite: 'owh ow',
  grey: 'gy gry gr',
  navy: 'nv nvy ny',
  blue: 'bl blu bu',
  green: 'gn grn gr',
  red: 'rd re',
  yellow: 'yl ylw yw',
  brown: 'br brn bn',
  orange: 'or org orn',
  pink: 'pk pnk',
  purple: 'pp pur prp',
  silver: 'sv slv si',
  gold: 'gd gld go',
  beige: 'be bge bei',
  charcoal: 'ch chr cha',
  stainlesssteel: 'ss',
  sterlingsilver: 'ss stg',
  yellowgold: 'yg',
  whitegold: 'wg',
  rosegold: 'rg',
  platinum: 'pt plat',
};

/** Whether a text has a width and height, such as `160 x 230`. */
const isMeasured = (text: string) => /(?<!\d)\d+\s*(?:cm|mm)?\s*[x×]\s*\d/i.test(text);

const sizes: ReadonlySet<string> = new Set(['s', 'm', 'l', 'xs', 'xl', 'xxl', 'xxxl']);

const canonical: ReadonlyMap<string, string> = new Map(
  sameValues.flatMap((line) => {
    const [first = '', ...others] = line.split(' ');
    return [first, ...others].map((word) => [word, first] as const);
  }),
);

/** A value's words in canonical spelling, without separators. A width and height lose their unit. */
function keyOfValue(tokens: readonly string[]): string {
  const joined = tokens.join('').replace(/^(\d+x\d+)(?:cm|mm|in|inch)$/, '$1');
  if (/^\d+x\d+$/.test(joined)) return joined;
  const spelled = canonical.get(joined) ?? tokens.map((token) => canonical.get(token) ?? token).join('');
  return spelled.replace(finenessOfGold, '$1k');
}

/** Gold of 14 carat is written 14K, 14kt and 14ct. */
const finenessOfGold = /^(\d{1,2})(?:kt|ct|karat|carat)(?=\p{L}|$)/u;

/** A value without the fineness of its metal: `rose gold` for 18K Rose Gold. */
const withoutFineness = (words: readonly string[]): string[] =>
  words.filter((word) => !/^\d{1,2}kt?$/.test(word));

const wordsOfValue = (value: string): string[] =>
  tokensOf(fold(value).replace(/(?<=\d)\s*×\s*(?=\d)/g, 'x')).map(({ text }) => text);

/** Whether a short form is the beginning of a word, or its first letter with some of its consonants in their order. */
function abbreviates(short: string, word: string): boolean {
  if (word.startsWith(short)) return true;
  if (short[0] !== word[0] || /[aeiou]/.test(short.slice(1))) return false;
  let at = 0;
  for (const letter of word) if (letter === short[at]) at += 1;
  return at === short.length;
}

/**
 * Whether a text is the usual short form of a value: a trade's code, initials or consonants. A text that is another
 * attribute, a word for other articles or a mark of a SKU is none: `tan` is not Titanium, `lid` is not Lined, `art` is
 * not Anthracite. A fineness such as 14K may be left out.
 */
function isShortForm(text: string, words: readonly string[]): boolean {
  if (!/^(?=.*[a-z])[a-z0-9]{2,5}$/.test(text)) return false;
  const plain = words.filter((word) => !/^\d{1,3}k?t?$/.test(word));
  const fineness = words.find((word) => /^\d{1,2}k$/.test(word)) ?? '';
  const rest = fineness !== '' && text.startsWith(fineness) ? text.slice(fineness.length) : text;
  const joined = plain.join('');
  if (tradeCodes[joined]?.split(' ').includes(rest)) return true;
  if (isAttribute(text)) return false;
  const initials = plain.map((word) => word[0]).join('');
  if (plain.length > 1)
    return rest === initials || (fineness !== '' && rest !== text && initials.startsWith(rest));
  const saysOther = isOtherThing(rest) || introducesSku(rest);
  return rest.length <= 3 && /^[a-z]+$/.test(rest) && !saysOther && abbreviates(rest, joined);
}

/** The values of a product's own options, to be found in the words of a file name. */
export interface OptionFinder {
  readonly isEmpty: boolean;
  /** Whether the product has an option with clothing sizes. */
  readonly hasSizes: boolean;
  /** Whether its variants differ in width and height. */
  readonly hasMeasures: boolean;
  /**
   * The longest value that begins at a word, and its number of words. A single number counts pictures and is no
   * value.
   */
  at: (texts: readonly string[], at: number) => FoundOption | null;
  /** The value that a number is, if it is too high for a picture's and stands behind a value of another option. */
  numberBehind: (text: string, values: readonly NamedOption[]) => readonly NamedOption[] | null;
  /** Whether a word of letters begins a word of a value. */
  beginsValue: (text: string) => boolean;
  /** The value whose usual short form is this word; null if there are several. */
  shortAt: (texts: readonly string[], at: number) => FoundOption | null;
}

interface FoundOption {
  options: readonly NamedOption[];
  length: number;
}

const nothing: OptionFinder = {
  isEmpty: true,
  hasSizes: false,
  hasMeasures: false,
  at: () => null,
  numberBehind: () => null,
  beginsValue: () => false,
  shortAt: () => null,
};

const maxWords = 6;
const maxCounterOfNames = evidenceRules.title.maxCounter;

export function createOptionFinder(product: IdentifiedProduct | undefined): OptionFinder {
  if (
    product === undefined ||
    product.variants.every(({ options, sku }) => options.length === 0 && sku === '')
  )
    return nothing;
  const byValue = new Map<string, NamedOption & { words: string[]; variantIds: number[] }>();
  const optionNames = new Set<string>();
  for (const { id, options } of product.variants) {
    for (const { name, value } of options) {
      const words = wordsOfValue(value);
      const key = `${fold(name)}:${keyOfValue(words)}`;
      for (const spelled of [name, withDigraphs(name)]) {
        optionNames.add(keyOf(spelled));
        optionNames.add(wordsOf(spelled).at(-1) ?? '');
      }
      const known = byValue.get(key);
      if (known) known.variantIds.push(id);
      else byValue.set(key, { option: name, value, words, variantIds: [id] });
    }
  }
  const values = [...byValue.values()];
  const byKey = new Map<string, NamedOption[]>();
  for (const one of values)
    for (const key of new Set([keyOfValue(one.words), keyOfValue(wordsOfValue(withDigraphs(one.value)))]))
      byKey.set(key, [...(byKey.get(key) ?? []), one]);
  const byMetal = Map.groupBy(values, ({ words }) => keyOfValue(withoutFineness(words)));
  for (const [key, all] of byMetal)
    if (all.length === 1 && key !== '' && !byKey.has(key)) byKey.set(key, all);
  const beginsValue = (text: string) =>
    /^\p{L}{3,}$/u.test(text) && values.some(({ words }) => words.some((word) => word.startsWith(text)));
  const codes = variantCodesOf(product, beginsValue);

  function named(texts: readonly string[]): readonly NamedOption[] | null {
    const whole = byKey.get(keyOfValue(texts));
    if (whole !== undefined) return whole;
    const text = texts.join('');
    const code = codes.get(text);
    if (code !== undefined) {
      const all = values.filter(
        ({ variantIds }) => code.length === variantIds.length && code.every((id) => variantIds.includes(id)),
      );
      return [all[0] ?? { option: '', value: text.toUpperCase(), variantIds: code }];
    }
    return null;
  }

  return {
    isEmpty: values.length === 0 && codes.size === 0,
    hasSizes: values.some(({ words }) => sizes.has(canonical.get(words.join('')) ?? '')),
    hasMeasures:
      values.some(({ value }) => isMeasured(value)) || product.variants.some(({ sku }) => isMeasured(sku)),
    at(texts, at) {
      for (let length = Math.min(maxWords, texts.length - at); length > 0; length -= 1) {
        const words = texts.slice(at, at + length);
        const options = words.length === 1 && /^\d+$/.test(words[0] ?? '') ? null : named(words);
        if (options !== null) return { options, length };
        const [first = '', ...rest] = words;
        if (rest.length === 0 || !optionNames.has(first)) continue;
        const behindName = named(rest);
        if (behindName !== null) return { options: behindName, length };
      }
      return null;
    },
    numberBehind(text, before) {
      const found = Number(text) > maxCounterOfNames ? byKey.get(text) : undefined;
      return found?.every(({ option }) => before.every((one) => one.option !== option)) ? found : null;
    },
    beginsValue,
    shortAt(texts, at) {
      const short = values.filter(({ words }) => isShortForm(texts[at] ?? '', words));
      return short.length === 1 ? { options: short, length: 1 } : null;
    },
  };
}

/**
 * The parts of variants' SKUs after their common beginning, and the variants that have each. Numbers are left out.
 * `beginsValue`: parts that make such a text together don't count, as `gris` for GRI-S.
 */
function variantCodesOf(
  product: IdentifiedProduct,
  beginsValue: (text: string) => boolean,
): Map<string, number[]> {
  const codes = gluedCodesOf(product);
  const { sku, variants } = product;
  const written = variants.filter((one) => one.sku !== '' && one.sku !== sku);
  const tokens = written.map((one) => wordsOf(one.sku));
  const own = wordsOf(sku);
  const common =
    own.length > 0 && tokens.every((one) => own.every((text, at) => one[at] === text))
      ? own.length
      : commonLength(tokens);
  if (common === 0) return codes;
  for (const [place, one] of tokens.entries()) {
    const id = written[place]?.id ?? 0;
    const tail = one.slice(common);
    for (let from = 0; from < tail.length; from += 1)
      for (let to = from + 1; to <= tail.length; to += 1) {
        const code = tail.slice(from, to).join('');
        if (!isVariantCode(code) || (to > from + 1 && beginsValue(code))) continue;
        const known = codes.get(code);
        if (known === undefined) codes.set(code, [id]);
        else if (!known.includes(id)) known.push(id);
      }
  }
  return codes;
}

const isVariantCode = (code: string) => code.length >= 2 && /\p{L}/u.test(code);

/**
 * The codes of values in SKUs without separators: `nvy` in ALD210NVYS and ALD210NVYM. A value's code is what only the
 * SKUs of its variants begin with, after the product's own SKU.
 */
function gluedCodesOf({ sku, variants }: IdentifiedProduct): Map<string, number[]> {
  const codes = new Map<string, number[]>();
  const own = keyOf(sku);
  const tails = new Map<number, string>();
  for (const one of variants) {
    const key = keyOf(one.sku);
    if (own === '' || !/^\p{L}/u.test(key.slice(own.length)) || !key.startsWith(own)) return codes;
    if (wordsOf(one.sku).length > wordsOf(sku).length) return codes;
    tails.set(one.id, key.slice(own.length));
  }
  const byValue = Map.groupBy(
    variants.flatMap(({ id, options }) => options.map(({ name, value }) => ({ id, of: `${name}:${value}` }))),
    ({ of }) => of,
  );
  for (const of of byValue.values()) {
    const ids = of.map(({ id }) => id);
    const code = commonBeginning(ids.map((id) => tails.get(id) ?? ''));
    const isOnly = [...tails].every(([id, tail]) => ids.includes(id) || !tail.startsWith(code));
    if (isVariantCode(code) && isOnly) codes.set(code, ids);
  }
  return codes;
}

/** Without digits at its end: sizes such as 38 and 39 may begin alike. */
function commonBeginning(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  if (others.length === 0) return first;
  let length = 0;
  while (length < first.length && others.every((one) => one[length] === first[length])) length += 1;
  return first.slice(0, length).replace(/\d+$/, '');
}

/** Number of tokens that all lists begin with; 0 for a single list, because it shows no difference. */
function commonLength(lists: readonly (readonly string[])[]): number {
  const [first, ...others] = lists;
  if (first === undefined || others.length === 0) return 0;
  let length = 0;
  while (length < first.length && others.every((one) => one[length] === first[length])) length += 1;
  return length;
}

/** The variants that have every value named; null where values exclude one another. */
export function variantsWith(found: readonly NamedOption[][]): number[] | null {
  const [first, ...others] = found.map((options) => [
    ...new Set(options.flatMap(({ variantIds }) => variantIds)),
  ]);
  if (first === undefined) return [];
  const left = first.filter((id) => others.every((ids) => ids.includes(id)));
  return left.length === 0 ? null : left;
}
