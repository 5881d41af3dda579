import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePage } from '../../../../renderer/manual/parse-page.ts';
import { excerptOf, searchManual } from '../../../../renderer/manual/search-manual.ts';

const pages = [
  parsePage('a', '# Adding photos\n\nDrop a folder.\n\n## Recent folders\n\nChoose one again.\n'),
  parsePage('b', '# The outbox\n\nIt holds photos of a folder that you don’t see.\n'),
];

const headings = (query: string): string[] => searchManual(pages, query).map(({ heading }) => heading);

describe('the search of the manual', () => {
  test('finds sections with all words, headings first', () => {
    expect(headings('folder')).toEqual(['Recent folders', 'Adding photos', 'The outbox']);
    expect(headings('folder OUTBOX')).toEqual(['The outbox']);
    expect(headings('folder nothing')).toEqual([]);
  });

  test('finds nothing for an empty query', () => {
    expect(headings('  ')).toEqual([]);
  });

  test('finds a typed apostrophe where the text has a curly one', () => {
    expect(headings("don't")).toEqual(['The outbox']);
  });
});

describe('an excerpt', () => {
  test('marks each hit and is cut between words', () => {
    const text = `${'before '.repeat(20)}the folder is here ${'after '.repeat(40)}`.trim();
    const parts = excerptOf(text, ['folder', 'here']);
    expect(parts.filter(({ isHit }) => isHit).map((part) => part.text)).toEqual(['folder', 'here']);
    expect(parts[0]?.text).toBe('… ');
    expect(parts.at(-1)?.text).toBe('…');
    expect(parts.map((part) => part.text).join('')).toMatch(
      /^… (?:before )+the folder is here (?:after )+…$/,
    );
  });

  test('is a part of its text, whatever the words are', () => {
    const plain = fc.string({ maxLength: 400 }).map((text) => text.replaceAll('…', ''));
    fc.assert(
      fc.property(plain, fc.array(fc.string({ minLength: 1, maxLength: 5 })), (text, words) => {
        const shown = excerptOf(text, words)
          .map((part) => part.text)
          .join('');
        expect(text).toContain(shown.replace(/^… /, '').replace(/…$/, ''));
      }),
    );
  });
});
