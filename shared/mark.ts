/**
 * The mark: eight characters in an uploaded picture's name that identify the photo on any machine and after
 * any reinstall. BigCommerce keeps the stem of a name and appends `__12345`, so the mark survives.
 */

const base32Alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const longestName = 100;
const longestExtension = 4;
const markLength = 8;
/** Characters of a name that are left beside mark and extension. */
export const markedStemLength = longestName - markLength - longestExtension - 2;
const nameWhenNothingIsLeft = 'photo';

/** Letters that Unicode doesn't decompose, with their usual transcription. */
const readableAs: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
};

/**
 * The mark of a photo from the SHA-256 of its original bytes (64 hex digits): the first 40 bits in RFC 4648 base32,
 * lower case.
 */
export function markOf(sha256Hex: string): string {
  if (!/^[0-9a-f]{64}$/i.test(sha256Hex)) throw new Error('A mark is made of a SHA-256 in hex');
  let mark = '';
  // 5 hex digits are 20 bits: 4 characters of base32.
  for (const part of [sha256Hex.slice(0, 5), sha256Hex.slice(5, 10)]) {
    const bits = Number.parseInt(part, 16);
    for (const shift of [15, 10, 5, 0]) mark += base32Alphabet.charAt((bits >> shift) & 31);
  }
  return mark;
}

/**
 * The name of an upload: `{stem}-{mark}.{extension}`, at most 100 characters of `A-Z a-z 0-9 . _ -`, which
 * stores are known to keep.
 */
export function markedName(originalFileName: string, mark: string, extension: string): string {
  const room = longestName - mark.length - extension.length - 2;
  return `${safeStem(originalFileName, room)}-${mark}.${extension}`;
}

/**
 * The characters at the position of a mark in a stored path such as `r/057/mug-front-abcdefgh__62714.jpg`;
 * null if there are none. Decides by form alone: `photo-portrait.jpg` returns `portrait`. Compare the result
 * with the mark of a known photo; it does not prove that Packshot sent the picture.
 */
export function markIn(imageFile: string): string | null {
  const name = imageFile.slice(imageFile.lastIndexOf('/') + 1);
  // A picture downloaded from a store and uploaded again has a second `__12345`.
  return /-([a-z2-7]{8})(?:__\d+)*\.[^.]+$/.exec(name)?.[1] ?? null;
}

function safeStem(fileName: string, longest: number): string {
  const stem = fileName.replace(/(?<=.)\.[A-Za-z0-9]{1,5}$/s, '');
  const safe = inAscii(stem)
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/-{2,}/g, '-');
  const trimmed = trim(trim(safe).slice(0, longest));
  return trimmed === '' ? nameWhenNothingIsLeft : trimmed;
}

/** Letters without their accents; other signs become hyphens, and letters of other scripts are left out. */
export function inAscii(text: string): string {
  return text
    .replace(/[ßæÆœŒøØđĐðÐþÞłŁı]/g, (letter) => readableAs[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => (/\p{L}/u.test(letter) ? '' : '-'));
}

function trim(text: string): string {
  return text.replace(/^[-._]+/, '').replace(/[-._]+$/, '');
}
