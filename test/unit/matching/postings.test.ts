import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyOf, wordsOf } from '../../../electron/matching/fold.ts';
import { comparable, eachWordHash, hashOfKey, haveSameKey } from '../../../electron/matching/key-hash.ts';
import { PostingsBuilder } from '../../../electron/matching/postings.ts';
import { runSync } from '../../../electron/util/time-slicer.ts';

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('postings', () => {
  test('have the numbers of each key in the order they were added, the same in a row once', () => {
    const keys = fc.oneof(fc.integer({ min: 0, max: 20 }), int32);
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.integer({ min: 0, max: 5 })), { maxLength: 600 }), (pairs) => {
        const builder = new PostingsBuilder();
        const expected = new Map<number, number[]>();
        for (const [key, value] of pairs) {
          builder.add(key, value);
          const known = expected.get(key) ?? [];
          if (known.at(-1) !== value) known.push(value);
          expected.set(key, known);
        }
        const postings = runSync(builder.build());
        expect(postings.size).toBe(expected.size);
        for (const [key, values] of expected) expect([...postings.get(key)]).toEqual(values);
      }),
    );
  });

  test('find every one of a hundred thousand keys, and no other', () => {
    const builder = new PostingsBuilder();
    for (let n = 0; n < 100_000; n += 1) builder.add(n * 7, n);
    const postings = runSync(builder.build());
    const missed = Array.from({ length: 100_000 }, (_, n) => n).filter((n) => postings.get(n * 7)[0] !== n);
    expect(missed).toEqual([]);
    expect(postings.get(3)).toHaveLength(0);
  });

  test('are built in steps of a few thousand pairs', () => {
    const builder = new PostingsBuilder();
    for (let n = 0; n < 200_000; n += 1) builder.add(n, n);
    expect([...builder.build()].length).toBeGreaterThan(200_000 / 20_000);
  });
});

describe('a hash', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.stringMatching(/^[A-Za-z0-9 ._\-/]{0,12}$/),
  );

  test('of a text as it is, is that of its key', () => {
    fc.assert(
      fc.property(text, (one) => {
        expect(hashOfKey(comparable(one))).toBe(hashOfKey(keyOf(one)));
      }),
    );
  });

  test('is given for each word of a text', () => {
    fc.assert(
      fc.property(text, (one) => {
        const hashes: number[] = [];
        eachWordHash(one, (hash) => hashes.push(hash));
        expect(hashes).toEqual(wordsOf(one).map((word) => hashOfKey(word)));
      }),
    );
  });

  test.each([
    ['MUG-01 / red', 'mug01red', true],
    ['Crème brûlée', 'creme-brulee', true],
    ['MUG-01', 'MUG-011', false],
    ['MUG-011', 'MUG-01', false],
    ['---', '', true],
  ])('of “%s” and “%s”: whether they have the same key is seen by their characters', (one, other, isSame) => {
    expect(haveSameKey(one, other)).toBe(isSame);
  });

  test('or not: texts have the same key if their keys are equal', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(haveSameKey(one, other)).toBe(keyOf(one) === keyOf(other));
        expect(haveSameKey(one, keyOf(one))).toBe(true);
      }),
      { examples: [['\u{1d15e}\ufe72', '']] },
    );
  });
});
