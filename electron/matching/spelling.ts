import { isGtin } from './barcode.ts';
import { compact, fold, tokensOf, type Token } from './fold.ts';
import { isAttribute, isNumberWord } from './vocabulary.ts';
import { roleNamed } from './roles.ts';

/**
 * How a SKU is written in a file name. `literal`: with its own separators. `forced`: with others only for characters
 * that file names can't have (`123_45` for `123/45`). `respaced`: with other separators at the same places.
 * `resegmented`: with separators left out or added. `doubtful`: it may be something else (`ABC-1_1` for `ABC-11`).
 */
export type Spelling = 'literal' | 'forced' | 'respaced' | 'resegmented' | 'doubtful';

/** Whether a tail, split off a SKU, would read as the number, letter or name of a view. */
function readsAsView(tail: readonly Token[]): boolean {
  return tail.every(
    ({ text }) =>
      /^\d{1,4}$/.test(text) ||
      /^[a-z]$/.test(text) ||
      /^\d{1,2}[a-f]$/.test(text) ||
      /^[a-z]{1,3}\d{1,2}$/.test(text) ||
      roleNamed(text) !== null ||
      isNumberWord(text) ||
      isAttribute(text),
  );
}

/** What comes before the number of a picture rather than between the parts of a SKU: `AB (2)`, `AB-_2`. */
const isCounting = /[([{#]|^(?!(.)\1+$)[-_.]{2,}$/;

/** Places between tokens, counted in characters of the compact text. */
export function cutsOf(tokens: readonly Token[]): Set<number> {
  const cuts = new Set<number>();
  let at = 0;
  for (const { text } of tokens.slice(0, -1)) {
    at += text.length;
    cuts.add(at);
  }
  return cuts;
}

const cutBefore = (tokens: readonly Token[], at: number) => compact(tokens.slice(0, at)).length;

const digitRunEnding = (text: string) => /\d*$/.exec(text)?.[0].length ?? 0;
const digitRunStarting = (text: string) => /^\d*/.exec(text)?.[0].length ?? 0;

/**
 * Whether a GTIN is divided as people do (`978-3-16-148410-0`) and does not end in a picture's number
 * (`978316148410_1`).
 */
function isPartedGtin(written: readonly Token[]): boolean {
  const separators = new Set(written.slice(1).map(({ separator }) => separator));
  const lastPart = written.at(-1)?.text ?? '';
  return separators.size === 1 && (written.length > 2 || lastPart.length > 3);
}

/** How a barcode is spelled: as one number, or divided as people do. */
export function spellingOfBarcode(written: readonly Token[]): Spelling {
  if (written.length === 1) return 'literal';
  return isPartedGtin(written) ? 'resegmented' : 'doubtful';
}

const isBracket = /[([{#]/;

/**
 * How a title or an address is spelled: its words may be joined, but its numbers must be the same. A number in brackets
 * counts pictures.
 */
export function spellingOfName(written: readonly Token[], own: readonly Token[]): Spelling {
  const numbersOf = (tokens: readonly Token[]) =>
    tokens.flatMap(({ text }) => text.match(/\d+/g) ?? []).join(' ');
  if (numbersOf(written) !== numbersOf(own)) return 'doubtful';
  const isSame = own.length === written.length && own.every(({ text }, at) => text === written[at]?.text);
  if (!isSame) return 'resegmented';
  // `Oil Filter 3` is a product; `Oil Filter (3)` is the third photo of another one.
  const isCounted = written
    .slice(1)
    .some(
      ({ text, separator }, at) =>
        /^\d+$/.test(text) && isBracket.test(separator) && !isBracket.test(own[at + 1]?.separator ?? ''),
    );
  return isCounted ? 'doubtful' : 'literal';
}

/** How `written`, tokens of a file name, spells `sku`; both have the same compact text. */
export function spellingOf(written: readonly Token[], sku: string): Spelling {
  const own = tokensOf(fold(sku));
  const text = compact(own);
  const [wroteCuts, ownCuts] = [cutsOf(written), cutsOf(own)];
  const left = [...ownCuts].filter((cut) => !wroteCuts.has(cut));
  const put = [...wroteCuts].filter((cut) => !ownCuts.has(cut));
  if (left.length === 0 && put.length === 0) {
    const same = own.every(({ separator }, at) => at === 0 || separator === written[at]?.separator);
    const forced = own.every(
      ({ separator }, at) =>
        at === 0 || separator === written[at]?.separator || /[\\/:*?"<>|]/.test(separator),
    );
    if (same) return 'literal';
    if (forced) return 'forced';
    return written.slice(1).some(({ separator }) => isCounting.test(separator)) ? 'doubtful' : 'respaced';
  }
  if (isGtin(text) && text.length >= 12 && own.length === 1) {
    return isPartedGtin(written) ? 'resegmented' : 'doubtful';
  }

  // In a code with letters, only characters that file names can't have or often lose were left out.
  const dropped =
    put.length === 0 &&
    /\p{L}/u.test(text) &&
    own.every(
      ({ separator }, at) =>
        at === 0 || wroteCuts.has(cutBefore(own, at)) || /^[\s\\/:?&'.*"<>|]+$/.test(separator),
    );
  if (dropped) return 'resegmented';
  const joinsShortNumbers = left.some((cut) => {
    const digits = [digitRunEnding(text.slice(0, cut)), digitRunStarting(text.slice(cut))] as const;
    return digits[0] > 0 && digits[1] > 0 && digits[0] + digits[1] <= 4;
  });
  const splitsOffAView = put.some((cut) => {
    const [before, after] = [text.slice(0, cut), text.slice(cut)];
    if (digitRunEnding(before) > 0 && digitRunStarting(after) > 0) return true;
    if (!/\d/.test(text)) return true;
    return /\d/.test(before) && readsAsView(tokensOf(after));
  });
  return joinsShortNumbers || splitsOffAView ? 'doubtful' : 'resegmented';
}
