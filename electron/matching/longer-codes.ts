import { isTitleOrAddress } from './evidence.ts';
import { fold, keyOf, tokensOf } from './fold.ts';
import type { Identifier } from './match.ts';
import type { Texts } from './text-list.ts';

/** What follows a code within a longer one: this separator, and then only this tail, if one is given. */
export interface Continuation {
  separator: string;
  tail?: RegExp;
}

/** Codes of the catalogue that begin with a text. `CatalogueIndex` describes the functions. */
interface LongerCodes {
  /** `own`: products whose codes don't count. */
  isExtended: (key: string, own: ReadonlySet<number>, within?: Continuation) => boolean;
  /** `own`: products whose codes count. */
  hasVariantsLike: (key: string, own: ReadonlySet<number>, separator: string, number: string) => boolean;
  isCode: (text: string) => boolean;
  beginsSku: (text: string) => boolean;
  skusBeginning: (text: string) => Identifier[];
  beginsOthersCode: (text: string, own: ReadonlySet<number>) => boolean;
}

/** How many longer codes are looked at. */
const maxScanned = 400;

/** `sortedKeys`: keys of all codes, each once. */
export function createLongerCodes(
  sortedKeys: Texts,
  identifiersWith: (key: string) => readonly Identifier[],
): LongerCodes {
  /** Longer keys that begin with a text, up to a limit. */
  function* keysAfter(text: string): Generator<string> {
    const first = firstAfter(sortedKeys, text);
    for (let at = first; at < first + maxScanned; at += 1) {
      const key = sortedKeys.at(at);
      if (key === undefined || !key.startsWith(text)) return;
      yield key;
    }
  }

  const codesAt = (key: string) => identifiersWith(key).filter((one) => !isTitleOrAddress(one));

  return {
    isExtended(key, own, within) {
      for (const longer of keysAfter(key))
        if (codesAt(longer).some((one) => !own.has(one.productId) && continues(one.text, key, within)))
          return true;
      return false;
    },

    hasVariantsLike(key, own, separator, number) {
      // A date in several fields is no number.
      if (!/^\d+$/.test(number)) return false;
      // With a leading 0 the number counts pictures, unless variants are numbered so, too.
      const tail = number.startsWith('0')
        ? /^0\d+$/
        : number.length === 1
          ? new RegExp(`^[0-${number}]$`)
          : /^\d{2,}$/;
      for (const longer of keysAfter(key)) {
        if (longer.length > key.length + number.length) continue;
        const codes = codesAt(longer).filter(({ productId }) => own.has(productId));
        if (codes.some(({ text }) => continues(text, key, { separator, tail }))) return true;
      }
      return false;
    },

    isCode: (text) => codesAt(text).some((one) => fold(one.text) === text),

    beginsSku(text) {
      for (const longer of keysAfter(text))
        if (codesAt(longer).some((one) => continues(one.text, text))) return true;
      return false;
    },

    skusBeginning(text) {
      const [key, written] = [keyOf(text), text.toLowerCase()];
      const found: Identifier[] = [];
      const take = (of: string): void => {
        const skus = identifiersWith(of).filter(({ type }) => type === 'sku');
        found.push(...skus.filter((one) => one.text.toLowerCase().startsWith(written)));
      };
      take(key);
      for (let at = firstAfter(sortedKeys, key); sortedKeys.at(at)?.startsWith(key) === true; at += 1)
        take(sortedKeys.at(at) ?? '');
      return found;
    },

    beginsOthersCode: (text, own) =>
      codesAt(text).length > 0 ||
      [...keysAfter(text)].some((key) => codesAt(key).some(({ productId }) => !own.has(productId))),
  };
}

/** Place of the first key after `key` in a sorted list. */
function firstAfter(sorted: Texts, key: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted.at(middle) ?? '') <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Any separator replaces one that file names can't have. */
const isWrittenAs = (own: string, written: string) => own === written || /[\\/:*?"<>|]/.test(own);

/** Whether a code goes on after a key and a separator. */
function continues(code: string, key: string, within?: Continuation): boolean {
  const tokens = tokensOf(fold(code));
  let length = 0;
  const at = tokens.findIndex(({ text }) => (length += text.length) === key.length);
  const tail = tokens.slice(at + 1);
  if (at < 0 || tail.length === 0) return false;
  if (within === undefined) return true;
  const [first, ...more] = tail;
  if (first === undefined || !isWrittenAs(first.separator, within.separator)) return false;
  return within.tail === undefined || (more.length === 0 && within.tail.test(first.text));
}
