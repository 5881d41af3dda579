import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedName, markIn, markOf } from '../../../shared/mark.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A stored name as far as known: spaces are removed, the stem stays, five digits are appended. */
function stored(name: string, digits: number): string {
  const dot = name.lastIndexOf('.');
  return `r/057/${name.slice(0, dot).replaceAll(' ', '')}__${String(digits).padStart(5, '0')}${name.slice(dot)}`;
}

describe('the mark', () => {
  it('is the first eight characters of the base32 of the fingerprint', () => {
    // SHA-256 of nothing: e3b0c44298fc…; base32 of e3 b0 c4 42 98 by RFC 4648 is 4OYMIQUY.
    expect(markOf(sha256(''))).toBe('4oymiquy');
    expect(markOf('0'.repeat(64))).toBe('aaaaaaaa');
    expect(markOf('F'.repeat(64))).toBe('77777777');
  });

  it('is made from a whole fingerprint only', () => {
    expect(() => markOf('abc')).toThrow('SHA-256');
  });

  it('is found again in the stored name of any file', () => {
    const digits = fc.integer({ min: 0, max: 99_999 });
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.string({ maxLength: 300 })),
        fc.string(),
        fc.constantFrom('jpg', 'png', 'wbmp', 'webp'),
        digits,
        digits,
        (fileName, content, extension, first, second) => {
          const mark = markOf(sha256(content));
          const name = markedName(fileName, mark, extension);
          const once = stored(name, first);
          expect(markIn(once)).toBe(mark);
          expect(markIn(stored(once.slice(once.lastIndexOf('/') + 1), second))).toBe(mark);
          expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);
          expect(name.length).toBeLessThanOrEqual(100);
        },
      ),
    );
  });

  it('is the last one if a photo was downloaded and marked again', () => {
    expect(markIn('r/057/mug-abcdefgh__62714-hgfedcba__11111.jpg')).toBe('hgfedcba');
  });

  it('is decided by form alone, and null without that form', () => {
    expect(markIn('photo-portrait.jpg')).toBe('portrait');
    expect(markIn('r/057/mug-front__62714.jpg')).toBeNull();
    expect(markIn('r/057/mug-ABCDEFGH__62714.jpg')).toBeNull();
    expect(markIn('')).toBeNull();
  });
});

describe('the marked name', () => {
  it.each([
    ['Mug front (1).JPG', 'Mug-front-1-abcdefgh.jpg'],
    ['MUG_01.v2.png', 'MUG_01.v2-abcdefgh.jpg'],
    ['Größe Ärmel Ø.jpg', 'Grosse-Armel-O-abcdefgh.jpg'],
    ['cafe\u0301.jpg', 'cafe-abcdefgh.jpg'],
    ['マグカップ.jpg', 'photo-abcdefgh.jpg'],
    ['two\nlines "quoted".jpg', 'two-lines-quoted-abcdefgh.jpg'],
    ['../../etc/passwd.jpg', 'etc-passwd-abcdefgh.jpg'],
    ['.jpg', 'jpg-abcdefgh.jpg'],
    ['', 'photo-abcdefgh.jpg'],
    ['mug__62714.jpg', 'mug__62714-abcdefgh.jpg'],
  ])('makes %j into %s', (given, wanted) => {
    expect(markedName(given, 'abcdefgh', 'jpg')).toBe(wanted);
  });
});
