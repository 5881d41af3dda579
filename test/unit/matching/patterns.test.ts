import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchFile } from '../../../electron/matching/match-file.ts';
import type { Match } from '../../../electron/matching/match.ts';
import { compilePatterns, parsePattern } from '../../../electron/matching/patterns.ts';
import { indexOf } from './index-of.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

const holders = ['MUG-01', 'ABC-1', 'ABC-1-1', 'AB-1', 'AB1', '123/45', 'x_y'].map((sku, place) => ({
  productId: 501 + place,
  variantId: null,
  sku,
  productName: 'Thing',
}));
const index = indexOf(holders);

function match(pattern: string, path: string): Match {
  const { patterns, problems } = compilePatterns([pattern]);
  expect(problems).toEqual([]);
  const slash = path.lastIndexOf('/');
  const file = { fileName: path.slice(slash + 1), folder: path.slice(0, Math.max(0, slash)) };
  return matchFile(file, index, patterns);
}

/** What the pattern reads; '' if it leaves the name to the usual rules. */
function read(pattern: string, path: string): string {
  const found = match(pattern, path);
  if (found.type === 'ambiguous') return `${found.candidates.map(({ sku }) => sku).join(' ')}?`;
  if (found.type === 'unmatched' || found.by !== 'pattern') return '';
  return `${found.sku} ${found.view?.text ?? ''}`.trim();
}

test.each([
  ['{sku}_{view}_{number}', 'mug-01_front_2.jpg', 'MUG-01 front 2'],
  ['{sku}_{view}_{number}', 'mug-01_front.jpg', ''],
  ['{anything}-{sku}', 'summer-campaign-MUG-01.jpg', 'MUG-01'],
  ['{sku}--{anything}', 'MUG-01--whatever else.jpg', 'MUG-01'],
  ['{sku}-{number}', 'ABC-1-1.jpg', 'ABC-1 view 1'],
  ['{sku}-{number}', 'ABC-1-1-2.jpg', 'ABC-1-1 view 2'],
  ['{sku}', 'ABC-1-1.jpg', 'ABC-1-1'],
  ['{sku}_{anything}', 'AB1_x.jpg', 'AB-1 AB1?'],
  ['{sku}_{anything}', '123_45_x.jpg', '123/45'],
  ['{sku}{letter}', 'MUG01B.jpg', 'MUG-01 view B'],
  ['{date}_{sku}_{view}', '20240517_MUG-01_vorne.jpg', 'MUG-01 front'],
  ['{date} {sku}', '2024-05-17 MUG-01.jpg', 'MUG-01'],
  ['P{id}', 'p501.jpg', 'MUG-01'],
  ['{folder:sku}', 'a/MUG-01/whatever.jpg', 'MUG-01'],
  ['{folder:sku}', 'MUG-01/2.jpg', 'MUG-01 view 2'],
  ['{folder:sku}{number}_{anything}', 'MUG-01/07_abc.jpg', 'MUG-01 view 7'],
  ['{folder:sku}{number}', 'MUG-01/abc.jpg', ''],
  ['{sku}_{view}.jpg', 'MUG-01_Schraube.png', 'MUG-01 Schraube'],
])('%s reads %s', (pattern, path, right) => {
  expect(read(pattern, path)).toBe(right);
});

test('leave other names to the usual rules', () => {
  expect(match('{sku}_{number}', 'MUG-01-front.jpg')).toMatchObject({ sku: 'MUG-01', by: 'sku' });
});

test('say what matched', () => {
  const { patterns } = compilePatterns(['{sku}_{view}']);
  expect(matchFile({ fileName: 'MUG-01_back.jpg', folder: '' }, index, patterns)).toMatchObject({
    by: 'pattern',
    why: 'The file name matches your pattern {sku}_{view} with the SKU MUG-01, back.',
  });
});

describe('an invalid pattern is refused in a sentence:', () => {
  test.each([
    ['', 'The pattern is empty.'],
    ['{view}_{number}', 'The pattern doesn’t say where the SKU is.'],
    ['{sku}_{sku}', 'The pattern has more than one placeholder for the product.'],
    ['{folder:sku}_{sku}', 'The pattern has more than one placeholder for the product.'],
    ['{sku}_{number}_{number}', '{number} is in the pattern twice.'],
    ['{skuu}', 'There is no placeholder {skuu}.'],
    ['{sku', 'A “{” has no “}” after it.'],
    ['sku}', 'A “}” has no “{” before it.'],
    ['{sku}{view}', 'There is nothing between {sku} and {view}, so it isn’t clear where one ends.'],
    ['{sku}/{view}', 'A pattern is for the file name, so it can’t contain a slash.'],
    ['a_{folder:sku}', 'The folder has to come first.'],
    [`{sku}${'x'.repeat(200)}`, 'The pattern is longer than 200 characters.'],
  ])('%s', (typed, sentence) => {
    const parsed = parsePattern(typed);
    expect(parsed.ok ? '' : sentenceOf(parsed.reason)).toBe(sentence);
  });
});

test('no pattern and no name take long or fail', () => {
  const text = fc.string({
    unit: fc.constantFrom('a', '1', '_', '-', '{', '}', 'sku', '{sku}', '{anything}', '{view}'),
    maxLength: 30,
  });
  const name = fc.string({ unit: fc.constantFrom('a', '1', '_', '-', 'MUG-01'), maxLength: 1_000 });
  fc.assert(
    fc.property(text, name, (pattern, fileName) => {
      const { patterns } = compilePatterns([
        pattern,
        `${'{anything}_'.repeat(8)}{sku}`,
        '{sku}-{anything}-{view}',
      ]);
      expect(matchFile({ fileName, folder: '' }, index, patterns).why).not.toBe('');
    }),
    { numRuns: 100, seed: 5 },
  );
});
