/**
 * How names are made comparable: case, accents, width and the kind of separator don't count. Folding is coarse on
 * purpose: two SKUs that become equal by it are asked about, never guessed between.
 */

/** A run of letters and digits in a folded text. */
export interface Token {
  text: string;
  /** What stands between this token and the one before it, or before the first. Empty only where nothing does. */
  separator: string;
}

const plainAscii = /^[\x20-\x7e]*$/;
/** Whether a text is printable ASCII, so that folding is only a matter of case. */
export const isPlain = (text: string): boolean => plainAscii.test(text);

const combiningMarks = /[\u0300-\u036f]/g;
const unlikeInLowerCase: Readonly<Record<string, string>> = { ß: 'ss', ı: 'i', ς: 'σ' };

/**
 * Lower-case without accents, in one Unicode form, full-width characters as plain ones. ß is ss as in its capital
 * spelling, and the Turkish dotless ı is i, because capitals don't tell them apart.
 */
export function fold(text: string): string {
  if (plainAscii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(combiningMarks, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(combiningMarks, '')
    .replace(/[ßıς]/g, (letter) => unlikeInLowerCase[letter] ?? letter);
}

/**
 * A text in one Unicode form, case aside: unlike folded ones, `Kase` and `Käse` differ. By capitals first, because that
 * of ß is SS.
 */
export const sameSpelling = (text: string): string => text.normalize('NFC').toUpperCase().toLowerCase();

/** ä, ö and ü as those write them who have no such keys: `koeln` for Köln. */
export const withDigraphs = (text: string): string =>
  text.normalize('NFC').replace(/[äöü]/gi, (letter) => `${letter.normalize('NFD')[0] ?? ''}e`);

/** The same the other way round, of a folded text: `koln` of `koeln`, and of other words nothing that is a word. */
export const withoutDigraphs = (folded: string): string => folded.replace(/([aou])e/g, '$1');

const plainTokens = /[a-z0-9]+/g;
const anyTokens = /[\p{L}\p{M}\p{N}]+/gu;

/** The tokens of a text that is folded already. Separators after the last token are dropped. */
export function tokensOf(folded: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const found of folded.matchAll(plainAscii.test(folded) ? plainTokens : anyTokens)) {
    tokens.push({ text: found[0], separator: folded.slice(end, found.index) });
    end = found.index + found[0].length;
  }
  return tokens;
}

/** Tokens run together: what two spellings of a SKU have in common. Empty for a text without letters or digits. */
export function compact(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

const notPlain = /[^a-z0-9]+/g;

/** What all spellings of a text have in common: folded, and without separators. */
export function keyOf(text: string): string {
  const folded = fold(text);
  return plainAscii.test(folded) ? folded.replace(notPlain, '') : compact(tokensOf(folded));
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

/** Of a folded text. */
export const isPictureExtension = (text: string): boolean => onlyExtension.test(text);

/**
 * A file name without the extension of a picture, also where it is there twice or after that of the raw file; as it was
 * before a web address had it.
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
 * What no encoder writes: letters and digits as `%41`, and spaces as they are, but for the number of another download.
 * Source: RFC 3986, 2.4.
 */
const notEncoded = /%(?:3\d|[46][1-9a-f]|[57][\da])|\s(?!\(\d+\)(?:\.\w+)*$)/i;

/**
 * With the characters that `%20` and its like stand for, as in files that were saved from a web address, and not those
 * of `Serum 10%30ml`.
 */
export function decoded(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text) || notEncoded.test(text)) return text;
  try {
    return decodeURIComponent(text).normalize('NFC');
  } catch {
    return text;
  }
}
