/**
 * Makes names comparable: case, accents, width and the kind of separator don't count. Folding is coarse on purpose. If
 * two SKUs become equal, the user is asked.
 */

/** A run of letters and digits in a folded text. */
export interface Token {
  text: string;
  /** The text between this token and the one before it, or before the first. */
  separator: string;
}

const plainAscii = /^[\x20-\x7e]*$/;
/** Whether a text is printable ASCII. Then folding only changes case. */
export const isPlain = (text: string): boolean => plainAscii.test(text);

const combiningMarks = /[\u0300-\u036f]/g;
/** Joiners, marks of direction and soft hyphens, which come along when text is copied. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
const tradeMarks = /[™℠]/g;
/** Circled, raised and lowered digits, fractions, and signs that stand for letters, such as ㎏. */
const signs = /[\p{No}\p{So}]+/gu;

/** Keeps a sign apart from the text around it, with which its plain form would be another code: `KX44²` is no KX442. */
const apart = (sign: string) => (sign.normalize('NFKD') === sign ? sign : ` ${sign} `);

const unlikeInLowerCase: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ς: 'σ',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
};

/**
 * Lower-case without accents, in one Unicode form, full-width characters as plain ones. ß is ss as in its capital
 * spelling, and the Turkish dotless ı is i, because capitals don't tell them apart. ø, ł and the like have no accent in
 * Unicode, but people write o and l. What nobody sees or types, such as a joiner or ™, is left out.
 */
export function fold(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase();
  return text
    .replace(invisible, '')
    .replace(tradeMarks, ' ')
    .replace(signs, apart)
    .normalize('NFKD')
    .replace(combiningMarks, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(combiningMarks, '')
    .replace(/[ßıςøłđæœ]/g, (letter) => unlikeInLowerCase[letter] ?? letter);
}

/**
 * A text in one Unicode form, without case. Unlike folding, it keeps `Kase` and `Käse` different. Capitals come first,
 * because the capital of ß is SS.
 */
export const sameSpelling = (text: string): string => text.normalize('NFC').toUpperCase().toLowerCase();

const digraphs: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ø: 'oe', ü: 'ue' };

/** Writes ä, ö, ø and ü with two letters, as people do whose keyboards lack them: `koeln` for Köln. */
export const withDigraphs = (text: string): string =>
  text.normalize('NFC').replace(/[äöøü]/gi, (letter) => digraphs[letter.toLowerCase()] ?? letter);

/** The reverse for a folded text: `koln` for `koeln`. Other words become texts that are no words. */
export const withoutDigraphs = (folded: string): string => folded.replace(/([aou])e/g, '$1');

const plainTokens = /[a-z0-9]+/g;
const anyTokens = /[\p{L}\p{M}\p{N}]+/gu;

/** The tokens of a folded text. Separators after the last token are dropped. */
export function tokensOf(folded: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const found of folded.matchAll(plainAscii.test(folded) ? plainTokens : anyTokens)) {
    tokens.push({ text: found[0], separator: folded.slice(end, found.index) });
    end = found.index + found[0].length;
  }
  return tokens;
}

/** Joins tokens without separators; '' for a text without letters or digits. */
export function compact(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

const notPlain = /[^a-z0-9]+/g;

/**
 * A text folded and without separators: the same for all spellings of a SKU. A key is its own key: marks that come
 * together where a separator was have their one order.
 */
export function keyOf(text: string): string {
  const folded = fold(text);
  return plainAscii.test(folded) ? folded.replace(notPlain, '') : compact(tokensOf(folded)).normalize('NFC');
}

/** The words of a text, folded. */
export function wordsOf(text: string): string[] {
  const folded = fold(text);
  if (!plainAscii.test(folded)) return tokensOf(folded).map((token) => token.text);
  return folded.split(notPlain).filter((word) => word !== '');
}

const extensions =
  'jpe?g|jpe|jfif|png|gif|bmp|webp|tiff?|hei[cf]|avif|psd|psb|wbmp|xbm|svg|cr[23w]|nef|nrw|arw|sr2|dng|raf|orf|rw2|pef|srw|x3f|3fr|fff|iiq|eip|raw';
const pictureExtensions = new RegExp(String.raw`\.(?:${extensions})$`, 'i');
const onlyExtension = new RegExp(`^(?:${extensions})$`);

/** Expects a folded text. */
export const isPictureExtension = (text: string): boolean => onlyExtension.test(text);

/**
 * A file name without the extension of a picture, or several of them, as in `a.cr2.jpg`. Percent-encoding of a web
 * address is decoded.
 */
export function stemOf(fileName: string): string {
  let stem = decoded(fileName);
  while (pictureExtensions.test(stem)) {
    const shorter = stem.replace(pictureExtensions, '');
    if (shorter === '') break;
    stem = shorter;
  }
  return stem;
}

/**
 * Found in texts that are not percent-encoded: no encoder writes letters and digits as `%41`, or leaves spaces as they
 * are. Only browsers add a space, before the number of another download. Source: RFC 3986, 2.4.
 */
const notEncoded = /%(?:3\d|[46][1-9a-f]|[57][\da])|\s(?!\(\d+\)(?:\.\w+)*$)/i;

/**
 * Decodes `%20` and the like in names of files that were saved from a web address. `Serum 10%30ml` stays as it is.
 */
export function decoded(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text) || notEncoded.test(text)) return text;
  try {
    return decodeURIComponent(text).normalize('NFC');
  } catch {
    return text;
  }
}
