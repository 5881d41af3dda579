import { isGtin } from './barcode.ts';
import { isPictureExtension, type Token } from './fold.ts';
import type { NamedOption } from './option-values.ts';
import { noTerms, type ProductTerms } from './product-terms.ts';
import { roleNamed, roleOrArticle, rolePhraseAt, type Role } from './roles.ts';
import {
  introducesSku,
  isAttribute,
  isCamera,
  isCommonWord,
  isNoise,
  isNumberWord,
  isOtherThing,
  isSilentPhrase,
  isUnit,
} from './vocabulary.ts';

/** The meaning of one or more tokens of a file name. */
export interface Part {
  type:
    | 'view'
    | 'number'
    | 'letter'
    /** A letter with a number, as in `a1` or `2b`. */
    | 'code'
    | 'date'
    | 'season'
    /** A size of the picture. */
    | 'size'
    /** A size of the picture after a code. After a title it may be the product's. */
    | 'rendition'
    | 'camera'
    | 'noise'
    | 'attribute'
    /** A word of the product's own name. */
    | 'name'
    /** A value of one of the product's own options. */
    | 'option'
    /** The product's own brand. */
    | 'brand'
    /** A word that nearly all names of the batch have there. */
    | 'common'
    | 'unknown';
  /** Tokens `from` to before `to`. */
  from: number;
  to: number;
  text: string;
  view?: Role;
  number?: number;
  letter?: string;
  options?: readonly NamedOption[];
}

type Found = Omit<Part, 'from' | 'to' | 'text'> & { length: number };

const inYears = (year: number) => year >= 1990 && year <= 2039;
const isDay = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31;
const isClock = (hour: number, minute: number, second: number) => hour < 24 && minute < 60 && second < 60;

/** Whether a number is read as a year before anything else. */
export function isYear(text: string): boolean {
  return /^\d{4}$/.test(text) && inYears(Number(text));
}

/** Whether eight digits are a date, year first or last. */
export function isCompactDate(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const at = (from: number, to: number) => Number(text.slice(from, to));
  return (
    (inYears(at(0, 4)) && isDay(at(4, 6), at(6, 8))) ||
    (inYears(at(4, 8)) && (isDay(at(2, 4), at(0, 2)) || isDay(at(0, 2), at(2, 4))))
  );
}

const isShortDate = (text: string) =>
  /^\d{6}$/.test(text) &&
  Number(text.slice(0, 2)) >= 10 &&
  Number(text.slice(0, 2)) <= 39 &&
  isDay(Number(text.slice(2, 4)), Number(text.slice(4, 6)));

/** A picture's size by its unit. */
const pixelSize = /^(?:\d{2,5}x\d{2,5}px|\d{2,5}px|\d{2,3}(?:dpi|ppi))$/;
/** Sizes of a picture, but also of a lens, a screen or a lamp: `2x`, `4k`, `800w`. */
const pictureOrProduct = /^(?:\d{2,5}(?:mp|dpi|ppi)|(?:8|16|32)bit|[1-4]x|[48]k|[1-9]\d{2,3}w)$/;
/** Size and quality as image networks write them: Amazon's `SL1500`, AliExpress's `Q90`. */
const networkSize = /^(?:(?:sl|sx|sy|ss|ul|ux|uy)[1-9]\d{1,3}|ql?[1-9]\d)$/;
const widthByHeight = /^(\d{1,5})x(\d{1,5})$/;

/** Edges of screens, and of the copies that WordPress makes for them. No product is this long in any unit. */
const screenEdges: ReadonlySet<number> = new Set([
  720, 768, 1024, 1080, 1280, 1350, 1440, 1536, 1920, 2048, 2160, 2560, 3840,
]);
/** Squares that shop systems make of a picture. */
const smallSquares: ReadonlySet<number> = new Set([100, 150, 300, 500, 600, 640, 800, 900, 1000]);
const largeSquares: ReadonlySet<number> = new Set([1200, 1500, 1600, 1800, 2000, 2400, 2500, 3000]);
/** WordPress and WooCommerce scale a picture until one of its edges has one of these lengths. */
const copiedEdges: ReadonlySet<number> = new Set([100, 150, 300, 600, 768, 1024, 1536, 2048]);

const areScreens = (width: number, height: number) => screenEdges.has(width) && screenEdges.has(height);
const isSystemsSquare = (width: number, height: number) =>
  width === height && (smallSquares.has(width) || largeSquares.has(width));

/** Whether a text is a size that pictures have, such as `1200x1200`, `800px` or `2x`, and so hardly a code. */
export function isSize(text: string): boolean {
  const [, width, height] = widthByHeight.exec(text)?.map(Number) ?? [];
  if (width === undefined || height === undefined) return pixelSize.test(text) || pictureOrProduct.test(text);
  return areScreens(width, height) || isSystemsSquare(width, height);
}

/** Number of tokens of a width by height: one token, or two with an x or × between them; 0 if there is none. */
function widthByHeightAt(tokens: readonly Token[], at: number): 0 | 1 | 2 | 3 {
  const text = (offset: number) => tokens[at + offset]?.text ?? '';
  if (widthByHeight.test(text(0))) return 1;
  const isNumber = (offset: number) => /^\d{1,5}$/.test(text(offset));
  if (!isNumber(0)) return 0;
  if (isNumber(1) && /^\s*[×✕*]\s*$/.test(tokens[at + 1]?.separator ?? '')) return 2;
  return text(1) === 'x' && isNumber(2) ? 3 : 0;
}

/** Whether a token is part of what image networks add to a name: `._AC_SL1500_`, `.jpg_640x640`. */
function isNetworkSizeAt(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  const before = tokens[at - 1]?.text ?? '';
  const begins = tokens[at]?.separator === '._' || isPictureExtension(before);
  if (text === 'ac') return begins || networkSize.test(tokens[at + 1]?.text ?? '');
  if (begins && widthByHeight.test(text)) return true;
  return networkSize.test(text) && (begins || isNetworkSizeAt(tokens, at - 1));
}

/**
 * What a size belongs to. It is the picture's if its unit says so, if only image networks write it so, or if both
 * edges are a screen's. Any other width and height may be a rug's, a tile's or a poster's, so it is an attribute of
 * the product. There are two exceptions, which systems write and people don't: a system's square after an underscore
 * or at the start; and, as WordPress does, an edge of its own after a hyphen at the end of the name. Both are only
 * likely. So after a title only the larger squares count, and if the product itself comes in such sizes, none does.
 */
function sizeAt(tokens: readonly Token[], at: number, terms: ProductTerms): Found | null {
  const text = tokens[at]?.text ?? '';
  const separator = tokens[at]?.separator ?? '';
  if (isNetworkSizeAt(tokens, at)) return { type: 'size', length: 1 };
  if (pixelSize.test(text) || /^(?:[1-9]\d{2,3}x|x[1-9]\d{2,3})$/.test(text))
    return { type: 'size', length: 1 };
  if (pictureOrProduct.test(text)) return { type: separator === '@' ? 'size' : 'rendition', length: 1 };

  const length = widthByHeightAt(tokens, at);
  if (length === 0) return null;
  if (tokens[at + length]?.text === 'px') return { type: 'size', length: length + 1 };
  const written = tokens.slice(at, at + length).map((token) => token.text);
  const [width = 0, height = 0] = written.join('x').split(/x+/).map(Number);
  if (areScreens(width, height)) return { type: 'size', length };
  if (length > 1 || terms.options.hasMeasures) return { type: 'attribute', length };
  if (isSystemsSquare(width, height) && /^_?$/.test(separator))
    return { type: separator === '_' && largeSquares.has(width) ? 'size' : 'rendition', length };
  const isCopied = Math.min(width, height) >= 50 && (copiedEdges.has(width) || copiedEdges.has(height));
  const isLast = at === tokens.length - 1;
  return { type: isCopied && separator === '-' && isLast ? 'rendition' : 'attribute', length };
}

const seasonWithYear = /^(?:ss|aw|fw|fs|hw|ah|pe|ai|sp|su|fa|wi|pf|hs|oi|pv)(\d{2}|20\d{2})$/;
const yearWithSeason = /^(\d{2}|20\d{2})(?:ss|aw|fw|fs|hw|ah|pe|ai|sp|su|fa|wi|pf|hs|oi|pv)$/;
const seasonWord =
  /^(?:spring|summer|autumn|fall|winter|fruhjahr|sommer|herbst|printemps|ete|automne|hiver)(?:\d{2}|20\d{2})?$/;

/** Whether a token is a season, such as `ss24`. */
export function isSeason(text: string): boolean {
  const year = (seasonWithYear.exec(text) ?? yearWithSeason.exec(text))?.[1];
  return (
    seasonWord.test(text) ||
    (year !== undefined && Number(year.slice(-2)) >= 10 && Number(year.slice(-2)) <= 39)
  );
}

const cameraToken =
  /^(?:img|dsc|dscf|dscn|pxl|dji|gopr|gx|gh|imgp|cimg|pict|sam|sdim|dcp|hpim|mvimg|rimg|kic|mg|csc|wp)e?\d{3,8}$|^[plre]\d{7}$/;

/** Number of tokens of a camera's or phone's name with its counter; 0 if there is none. */
export function cameraNameAt(tokens: readonly Token[], at: number): number {
  const text = tokens[at]?.text ?? '';
  if (cameraToken.test(text)) return 1;
  // Cameras number folder and file: 101-0517. Source: DCF, JEITA CP-3461.
  const isFolderAndFile = at === 0 && /^[1-9]\d\d$/.test(text) && /^\d{4}$/.test(tokens[1]?.text ?? '');
  if (isFolderAndFile && (tokens.length === 2 || tokens[2]?.text === 'img'))
    return tokens.length === 2 ? 2 : 3;
  if (!isCamera(text)) return 0;
  let end = at + 1;
  while (isCamera(tokens[end]?.text ?? '') || /^(?:image|photo|shot|video)$/.test(tokens[end]?.text ?? ''))
    end += 1;
  // A phone's counter is a date and a time.
  const date = dateAt(tokens, end);
  if (date > 0) {
    // WhatsApp counts the pictures of a day: IMG-20240115-WA0012.
    const isCountedByDay = /^wa\d{4}$/.test(tokens[end + date]?.text ?? '');
    return end + date + (isCountedByDay ? 1 : 0) - at;
  }
  return /^[a-z]?\d{3,14}$/.test(tokens[end]?.text ?? '') ? end + 1 - at : 0;
}

const isTime = (text: string) =>
  isClock(Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4, 6)));

function timeAt(tokens: readonly Token[], at: number): number {
  if (/^(?:at|um)$/.test(tokens[at]?.text ?? '')) {
    const length = timeAt(tokens, at + 1);
    return length === 0 ? 0 : length + 1;
  }
  const text = (tokens[at]?.text ?? '').replace(/^t/, '');
  if (/^\d{6,9}$/.test(text)) return isTime(text) ? 1 : 0;
  const [hour, minute, second] = [text, tokens[at + 1]?.text ?? '', tokens[at + 2]?.text ?? ''];
  const twoDigits = [hour, minute, second].every((one) => /^\d{2}$/.test(one));
  return twoDigits && isClock(Number(hour), Number(minute), Number(second)) ? 3 : 0;
}

/** A date and time in one: `20240501T120000Z`. Source: ISO 8601, basic format. */
const isMoment = (text: string) =>
  /^\d{8}t\d{6}z?$/.test(text) && isCompactDate(text.slice(0, 8)) && isTime(text.slice(9, 15));

/**
 * Number of tokens of a date whose year has two digits: `24-05-01`, `01.05.24`; 0 if there is none. Only its own
 * separators hold it together. It may also be the beginning of a SKU, which counts first.
 */
function shortDateAt(tokens: readonly Token[], at: number): 0 | 3 {
  const [first, second, third] = tokens.slice(at, at + 3);
  const separator = second?.separator ?? '';
  const isHeld = /^[-.]$/.test(separator) && third?.separator === separator && first?.separator !== separator;
  const [a, b, c] = [first?.text ?? '', second?.text ?? '', third?.text ?? ''];
  if (!isHeld || ![a, b, c].every((one) => /^\d{2}$/.test(one))) return 0;
  const isYearOf = (year: string, month: string, day: string) =>
    Number(year) >= 10 && Number(year) <= 39 && isDay(Number(month), Number(day));
  return isYearOf(a, b, c) || isYearOf(c, b, a) || isYearOf(c, a, b) ? 3 : 0;
}

/** Number of tokens of a date with the time after it; 0 if there is none. */
export function dateAt(tokens: readonly Token[], at: number): number {
  const text = tokens[at]?.text ?? '';
  if (isMoment(text)) return 1;
  if (isCompactDate(text)) return 1 + timeAt(tokens, at + 1);
  if (/^\d{14}$/.test(text) && isCompactDate(text.slice(0, 8))) return 1;
  const [a, b, c] = [text, tokens[at + 1]?.text ?? '', tokens[at + 2]?.text ?? ''];
  const yearFirst = isYear(a) && /^\d{2}$/.test(b) && /^\d{2}$/.test(c) && isDay(Number(b), Number(c));
  const yearLast =
    isYear(c) &&
    /^\d{2}$/.test(a) &&
    /^\d{2}$/.test(b) &&
    (isDay(Number(b), Number(a)) || isDay(Number(a), Number(b)));
  return yearFirst || yearLast ? 3 + timeAt(tokens, at + 3) : 0;
}

/**
 * Number of tokens of a stamp that a shop system added to a name, as on pictures downloaded from a shop; 0 if there is
 * none. Stamps are BigCommerce's `__12345`, in an address `__12345.1690000000.1280.1280`, with or without the mark of
 * Packshot's own uploads before it; Shopify's identifier; the hash of a file.
 */
export function shopStampAt(tokens: readonly Token[], at: number): number {
  const text = (offset: number) => tokens[at + offset]?.text ?? '';
  const isShort = text(0).length === 5 && tokens[at]?.separator === '__';
  if (hashLengths.some((length) => isHex(text(0), length))) return 1;
  if (!isShort && text(0).length !== 8) return 0;
  if (uuidLengths.every((length, offset) => isHex(text(offset), length))) return 5;
  if (isShort && /^\d{5}$/.test(text(0))) {
    const isAddress = /^\d{10}$/.test(text(1)) && /^\d{1,4}$/.test(text(2)) && /^\d{1,4}$/.test(text(3));
    return isAddress ? 4 : 1;
  }
  const isMark = tokens[at]?.separator === '-' && /^[a-z2-7]{8}$/.test(text(0)) && !isCommonWord(text(0));
  const stamp = isMark && tokens[at + 1]?.separator === '__' ? shopStampAt(tokens, at + 1) : 0;
  return stamp === 0 ? 0 : stamp + 1;
}

const uuidLengths = [8, 4, 4, 4, 12];
/** MD5, SHA-1 and SHA-256. Media libraries of catalogues put them before the name. */
const hashLengths = [32, 40, 64];
const isHex = (text: string, length: number) => text.length === length && /^[0-9a-f]+$/.test(text);

/** Number of tokens of a count such as `1of3` or `1 of 3`; 0 if there is none. */
function ofSeveralAt(texts: readonly string[], at: number): number {
  if (/^\d{1,3}of\d{1,3}$/.test(texts[at] ?? '')) return 1;
  const [count, of, all] = [texts[at] ?? '', texts[at + 1] ?? '', texts[at + 2] ?? ''];
  return /^\d{1,3}$/.test(count) && /^(?:of|von|van|de|di)$/.test(of) && /^\d{1,3}$/.test(all) ? 3 : 0;
}

const facings: Readonly<Record<string, Role>> = {
  '1': 'front',
  '2': 'left',
  '3': 'top',
  '7': 'back',
  '8': 'right',
  '9': 'bottom',
};

/** The role by GS1's code of picture type, facing, angle and state: `A1N1`. Source: GS1 Product Image Specification. */
function gs1View(text: string): Role | null {
  const [, type, facing = '', state = ''] = /^([a-e])(\d)[clrn]([01a-dmp])$/.exec(text) ?? [];
  if (type === undefined) return null;
  if (type === 'e') return 'spin';
  return /[abmp]/.test(state) ? 'packaging' : (facings[facing] ?? 'another');
}

/** Whether only sequence numbers and languages stand between a GS1 code and a place: `A1N1_s02_en`. */
const isBehindGs1 = (texts: readonly string[], at: number): boolean =>
  at > 0 &&
  (gs1View(texts[at - 1] ?? '') !== null ||
    (/^(?:s\d+|[a-z]{2})$/.test(texts[at - 1] ?? '') && isBehindGs1(texts, at - 1)));

/** Names of the sizes that shops make of a picture. They follow an underscore: `_large`. */
const renditionSizes: ReadonlySet<string> = new Set(
  'large small medium grande compact pico icon tiny standard'.split(' '),
);

/** Three quarters, with a hyphen: `3-4`. No hyphen is before it. */
function isThreeQuarters(tokens: readonly Token[], at: number): boolean {
  const [three, four] = [tokens[at], tokens[at + 1]];
  return three?.text === '3' && four?.text === '4' && four.separator === '-' && three.separator !== '-';
}

/** A number with its unit: `50 ml`, but not `02_in-use` or `1_L`. */
function isMeasureAt(tokens: readonly Token[], texts: readonly string[], at: number): boolean {
  const unit = tokens[at + 1];
  if (unit === undefined || !/^(?:0|[1-9]\d{0,3})$/.test(texts[at] ?? '') || !isUnit(unit.text)) return false;
  return rolePhraseAt(texts, at + 1) === null && (unit.text.length > 1 || /^\s*$/.test(unit.separator));
}

/** `2.0` or `1,5`: a version or a measure. Counters have no decimals. */
const isDecimalAt = (tokens: readonly Token[], texts: readonly string[], at: number): boolean =>
  /^(?:0|[1-9]\d{0,2})$/.test(texts[at] ?? '') &&
  /^\d{1,2}$/.test(texts[at + 1] ?? '') &&
  /^[.,]$/.test(tokens[at + 1]?.separator ?? '') &&
  tokens[at]?.separator !== tokens[at + 1]?.separator;

/** Eight hexadecimal digits that some shops add to a name. */
const isUploadHash = (text: string) => /^(?=.*\d)(?=.*[a-f])[0-9a-f]{8}$/.test(text);

/**
 * A long number that a system added to a name. WordPress adds it to the name of an edited picture: `-e1612345678901`.
 */
const isUploadNumber = (text: string) => /^e?\d{10,}$/.test(text) && !isGtin(text);

function partAt(tokens: readonly Token[], texts: readonly string[], at: number, terms: ProductTerms): Found {
  const text = texts[at] ?? '';
  const next = texts[at + 1] ?? '';
  const named = terms.nameAt(texts, at);
  if (named > 0) return { type: 'name', length: named };
  const option = terms.options.at(texts, at);
  if (option !== null) return { type: 'option', ...option };
  const brand = terms.brandAt(texts, at);
  if (brand > 0) return { type: 'brand', length: brand };
  if (renditionSizes.has(text) && !terms.options.hasSizes && (tokens[at]?.separator ?? '').endsWith('_'))
    return { type: 'size', length: 1 };
  const stamp = shopStampAt(tokens, at);
  if (stamp > 0) return { type: 'noise', length: stamp };
  const camera = cameraNameAt(tokens, at);
  if (camera > 0) return { type: 'camera', length: camera };
  const date = dateAt(tokens, at);
  if (date > 0) return { type: 'date', length: date };
  const shortDate = shortDateAt(tokens, at);
  if (shortDate > 0) return { type: 'date', length: shortDate };
  const size = sizeAt(tokens, at, terms);
  if (size !== null) return size;
  if (isSeason(text)) {
    return { type: 'season', length: seasonWord.test(text) && isYear(next) ? 2 : 1 };
  }

  const several = ofSeveralAt(texts, at);
  if (several > 0) return { type: 'number', number: Number.parseInt(text, 10), length: several };
  if (isSilentPhrase(text, next)) return { type: 'noise', length: 2 };
  const gs1 = gs1View(text);
  if (gs1 !== null) return { type: 'view', view: gs1, length: 1 };
  if (/^[a-z]{2}$/.test(text) && isBehindGs1(texts, at)) return { type: 'noise', length: 1 };
  if (/^\d{2}s$/.test(text))
    return { type: 'view', view: 'spin', number: Number.parseInt(text, 10), length: 1 };
  const phrase = rolePhraseAt(texts, at);
  if (phrase !== null) return { type: 'view', view: phrase.role, length: phrase.length };
  if (isThreeQuarters(tokens, at)) return { type: 'view', view: 'angle', length: 2 };
  if (text === '360') return { type: 'view', view: 'spin', length: 1 };
  const view = isNoise(text) ? null : roleNamed(text);
  if (view !== null) return { type: 'view', view, length: 1 };
  const short = terms.options.shortAt(texts, at);
  if (short !== null) return { type: 'option', ...short };
  const [, word = '', digits = ''] = /^([a-z]+)(\d{1,4})$/.exec(text) ?? [];
  if (digits !== '') {
    const numbered = isNumberWord(word) ? null : roleNamed(word);
    if (numbered !== null) return { type: 'view', view: numbered, number: Number(digits), length: 1 };
    if (word === 'in' && digits.length === 2)
      return { type: 'view', view: 'inside', number: Number(digits), length: 1 };
    if (word === 'ps' && digits.length === 2)
      return { type: 'view', view: 'certificate', number: Number(digits), length: 1 };
    if (word === 's' && isBehindGs1(texts, at)) return { type: 'number', number: Number(digits), length: 1 };
    if (isNumberWord(word) || isNoise(word)) return { type: 'number', number: Number(digits), length: 1 };
    if (/^[a-ins-t]$/.test(word) && digits.length <= 2)
      return { type: 'code', letter: word, number: Number(digits), length: 1 };
  }
  if (/^(?:copy|kopie|copia|copie|kopia|kopi)$/.test(text))
    return { type: 'noise', length: /^\d{1,3}$/.test(next) ? 2 : 1 };
  if (isNumberWord(text) && (/^\d{1,4}$/.test(next) || (text.length > 1 && !isOtherThing(text))))
    return { type: 'noise', length: 1 };
  if (isYear(text)) return { type: 'date', length: 1 };
  if (isShortDate(text)) return { type: 'date', length: 1 + timeAt(tokens, at + 1) };
  if (isMeasureAt(tokens, texts, at) && terms.options.at(texts, at + 1) === null)
    return { type: 'attribute', length: 2 };
  if (isDecimalAt(tokens, texts, at)) return { type: 'attribute', length: 2 };
  if (/^(?:\d{1,4}|0\d{4,6})$/.test(text)) return { type: 'number', number: Number(text), length: 1 };
  if (/^[sml]$/.test(text) && terms.options.hasSizes) return { type: 'attribute', length: 1 };
  if (/^[a-z]$/.test(text)) return { type: 'letter', letter: text, length: 1 };
  const [, counted = '', seen = ''] = /^(\d{1,2})([a-z]{3,})$/.exec(text) ?? [];
  const seenRole = roleNamed(seen);
  if (seenRole !== null) return { type: 'view', view: seenRole, number: Number(counted), length: 1 };
  const [, number = '', letter = ''] = /^(\d{1,3})([a-f])$/.exec(text) ?? [];
  if (letter !== '') return { type: 'code', number: Number(number), letter, length: 1 };
  if (terms.words.has(text)) return { type: 'name', length: 1 };
  if (isNoise(text) || introducesSku(text)) return { type: 'noise', length: 1 };
  const isLast = tokens[at]?.separator !== '' && texts.slice(at + 1).every((one) => widthByHeight.test(one));
  if (isLast && (isUploadHash(text) || isUploadNumber(text))) return { type: 'noise', length: 1 };
  if (isAttribute(text)) return { type: 'attribute', length: 1 };
  return { type: 'unknown', length: 1 };
}

/** The meaning of all tokens of `tokens[from..to)`, in order and without gaps. `terms`: of the product it may be. */
export function partsOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  terms: ProductTerms = noTerms,
): Part[] {
  const within = tokens.slice(from, to);
  const texts = within.map(({ text }) => text);
  const parts: Part[] = [];
  for (let at = 0; at < within.length;) {
    const { length, ...found } = partAt(within, texts, at, terms);
    parts.push({
      ...found,
      from: from + at,
      to: from + at + length,
      text: texts.slice(at, at + length).join(' '),
    });
    at += length;
  }
  return withNeighbours(parts, tokens, terms);
}

/** Changes parts whose meaning depends on other parts. */
function withNeighbours(parts: readonly Part[], tokens: readonly Token[], terms: ProductTerms): Part[] {
  let seenView = false;
  const left = parts.map((part, place): Part => {
    const [before, after] = [parts[place - 1], parts[place + 1]];
    const role = roleOrArticle.get(part.text);
    // `2-pack` counts articles; `_2_pack` is the second picture, and shows a pack.
    const isCounted =
      before?.type === 'number' && /^[1-9]/.test(before.text) && !tokens[part.from]?.separator.includes('_');
    const isRole =
      role !== undefined && seenView && !isCounted && part.type !== 'option' && part.type !== 'name';
    if (part.view !== undefined || part.number !== undefined) seenView = true;
    if (isRole) return { ...part, type: 'view', view: role };
    if (part.type === 'number' && before?.options !== undefined) {
      const options = terms.options.numberBehind(part.text, before.options);
      if (options !== null) {
        const { number: _, ...plain } = part;
        return { ...plain, type: 'option', options };
      }
    }
    // P and A between a colour and a number mean primary and alternate: `_NVY_P_1`.
    if (part.type === 'letter' && before?.type === 'option' && after?.type === 'number') {
      const { letter: _, ...plain } = part;
      if (part.text === 'p') return { ...plain, type: 'view', view: 'main' };
      if (part.text === 'a') return { ...plain, type: 'noise' };
    }
    return part;
  });
  const [row, frame, ...more] = left.filter(({ type }) => type !== 'noise');
  const isSpin =
    row?.type === 'number' &&
    frame?.type === 'number' &&
    /^\d{2}$/.test(row.text) &&
    /^\d{3}$/.test(frame.text) &&
    more.length === 0;
  if (!isSpin) return left;
  return left.map((part) =>
    part === row
      ? { ...part, type: 'view', view: 'spin', number: Number(row.text) * 1_000 + Number(frame.text) }
      : part === frame
        ? { from: part.from, to: part.to, text: part.text, type: 'noise' }
        : part,
  );
}
