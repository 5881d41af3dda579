import { fold, isPlain, tokensOf, wordsOf } from './fold.ts';
import { cameraNameAt, dateAt, isCompactDate, isSeason, isSize, isYear } from './parts.ts';
import { mayBeArticle } from './roles.ts';
import { isCommonWord } from './vocabulary.ts';

/** Why an identifier is weak evidence, whatever its kind: its text is short, or means something else in file names. */
export type Weakness =
  | 'tiny-number'
  | 'tiny-code'
  | 'tiny-word'
  | 'year'
  | 'common'
  | 'number'
  | 'word'
  | 'indistinct'
  | 'none';

/** What an identifier with this weakness may do. The table below has one row for each weakness. */
interface WeaknessRule {
  /** Whether it can hardly be anything but a code. If so, neither a folder nor another identifier overrules it. */
  isStrong: boolean;
  /**
   * What it is in a name without stronger evidence: evidence like any other; a match if only views follow it, or if a
   * view does; or always a question.
   */
  alone: 'evidence' | 'if-only-views' | 'if-a-view' | 'asked';
  /** Whether it is offered if other words stand before it. */
  isOfferedBehindWords: boolean;
  /**
   * What may stand before it. Each value also allows those before it: a mark such as `Art.-Nr.`; noise, that is dates,
   * numbers and brands; words that are explained; unexplained words, if the rule of its kind allows them.
   */
  before: 'mark' | 'noise' | 'explained' | 'strangers';
  /** How many numbers may follow it. */
  maxNumbersBehind: 1 | 2;
  /** Which fields inside a picture may be it. */
  inPicture: 'any' | 'made-for-products' | 'none';
  /** Whether it helps to find which field is the SKU in names of one shape; see `BatchContext.fields`. */
  tellsField: boolean;
  /** Whether a letter directly after it may count pictures. */
  withLetter: boolean;
}

const tiny = {
  isStrong: false,
  alone: 'asked',
  isOfferedBehindWords: false,
  before: 'noise',
  maxNumbersBehind: 2,
  inPicture: 'none',
  tellsField: false,
  withLetter: false,
} as const;
const common = { ...tiny, withLetter: true } as const;
const word = {
  ...common,
  alone: 'evidence',
  isOfferedBehindWords: true,
  inPicture: 'made-for-products',
  tellsField: true,
} as const;
const indistinct = { ...word, isStrong: true, before: 'explained', inPicture: 'any' } as const;

export const weaknessRules: Readonly<Record<Weakness, WeaknessRule>> = {
  /** One or two digits. */
  'tiny-number': { ...tiny, maxNumbersBehind: 1 },
  /** A letter and a digit. */
  'tiny-code': { ...tiny, alone: 'if-only-views', isOfferedBehindWords: true },
  /** One or two other characters. */
  'tiny-word': tiny,
  year: { ...common, alone: 'if-a-view', maxNumbersBehind: 1 },
  /**
   * A text with another meaning in file names: a view, a colour, a picture's size, a season, a date, a camera's
   * counter.
   */
  common,
  /** Three or four digits. */
  number: { ...word, before: 'mark', maxNumbersBehind: 1 },
  /** One word of letters. */
  word,
  /** Fewer than five characters, or no digit. */
  indistinct,
  none: { ...indistinct, before: 'strangers' },
};

/**
 * How weak an identifier is. `key`: without separators; `text`: as the catalogue has it; `isName`: it is a title or an
 * address.
 */
export function weaknessOf(key: string, text: string, isName: boolean): Weakness {
  if (key.length <= 2) {
    if (/^\d+$/.test(key)) return 'tiny-number';
    return /\p{L}/u.test(key) && /\d/.test(key) ? 'tiny-code' : 'tiny-word';
  }
  if (isYear(key)) return 'year';
  const tokens = tokensOf(fold(text));
  const isSingle = tokens.length === 1;
  const meansElse =
    isCommonWord(key) ||
    isSize(key) ||
    isSeason(key) ||
    isCompactDate(key) ||
    dateAt(tokens, 0) >= tokens.length ||
    (cameraNameAt(tokens, 0) >= tokens.length && !/^[a-z]\d+$/.test(key)) ||
    (isSingle && isNumberedWord(key)) ||
    (isName && isPhraseOfViews(tokens.map((token) => token.text)));
  if (meansElse) return 'common';
  if (/^\d{1,4}$/.test(key)) return 'number';
  return isSingle && /^\p{L}+$/u.test(key) ? 'word' : weaknessOfCode(key);
}

/**
 * Such as `Front View`. Three such words are hardly there by chance: `Rose Face Cream`. Words of two letters don't
 * count, but in other scripts they may be as telling as long ones.
 */
function isPhraseOfViews(words: readonly string[]): boolean {
  const long = words.filter((one) => one.length > 2 || !isPlain(one));
  return long.length <= 2 && long.every(isCommonWord);
}

/** The weakness of a code that is known to have no other meaning. */
export const weaknessOfCode = (key: string): Weakness =>
  key.length >= 5 && /\d/.test(key) ? 'none' : 'indistinct';

/** Such as `front2` or `img01`. */
function isNumberedWord(key: string): boolean {
  const letters = /^([a-z]{2,})\d{1,2}$/.exec(key)?.[1] ?? '';
  return isCommonWord(letters) && !mayBeArticle.has(letters);
}

/**
 * Why a folder's name may be no product's although it is an identifier: it is a size of pictures, a spin, or an
 * ordinary word. Source: folders of real drops.
 */
type FolderWeakness = 'size' | 'word';

/**
 * Whether the product of a weakly named folder is asked about: always, or only if the folder holds the pictures
 * itself.
 */
export const folderRules: Readonly<
  Record<FolderWeakness, { isStrong: 'always' | 'nearest'; mayBeId: boolean }>
> = {
  size: { isStrong: 'always', mayBeId: false },
  word: { isStrong: 'nearest', mayBeId: true },
};

const sizes = /^(?:\d{1,2}|72|96|150|300|360|480|600|720|\d{1,2}00|1024|1080|1280|1920|2048|2560|3840)$/;

/** Scripts without spaces write several words as one. */
const severalWords =
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]{4,}$/u;

/**
 * How weak a folder's name is; null if it isn't. `depth`: 0 for the folder that holds the pictures. `isWordOfNames`:
 * whether a product of the catalogue has the word in its name.
 */
export function weaknessOfFolder(
  folder: string,
  depth: number,
  isWordOfNames: (word: string) => boolean,
): FolderWeakness | null {
  const [only, ...more] = wordsOf(folder);
  const key = [only, ...more].join('');
  if (sizes.test(key)) return 'size';
  if (only === undefined || more.length > 0 || !/^\p{L}+$/u.test(only) || severalWords.test(only))
    return null;
  return depth > 0 || isWordOfNames(fold(folder)) ? 'word' : null;
}
