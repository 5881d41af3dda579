import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainRecipe, recipeKey, squareOnWhite } from '../../../shared/recipe-key.ts';
import { recipeSchema, type PhotoRecipe } from '../../../shared/recipe.ts';
import { markFor } from '../../../electron/review/photo-mark.ts';
import { markOf } from '../../../shared/mark.ts';

const ratio = fc.record({
  width: fc.integer({ min: 1, max: 100 }),
  height: fc.integer({ min: 1, max: 100 }),
});
const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
const fill = fc.oneof(
  fc.constant({ type: 'white' as const }),
  fc.constant({ type: 'edge' as const }),
  colour.map((value) => ({ type: 'colour' as const, colour: value })),
);
const recipes: fc.Arbitrary<PhotoRecipe> = fc.record({
  shape: fc.oneof(
    fc.constant({ type: 'as-shot' as const }),
    fc.record({
      type: fc.constant('padding' as const),
      ratio,
      fill,
      padding: fc.integer({ min: 0, max: 30 }),
    }),
    fc.record({ type: fc.constant('crop' as const), ratio }),
  ),
  trim: fc.boolean(),
  longestEdge: fc.option(fc.integer({ min: 320, max: 20_000 })),
  sharpen: fc.constantFrom('off' as const, 'screen' as const),
  format: fc.constantFrom('as-is' as const, 'jpeg' as const, 'png' as const, 'webp' as const),
  target: fc.oneof(
    fc.constant({ type: 'usual' as const }),
    fc.record({ type: fc.constant('quality' as const), quality: fc.integer({ min: 40, max: 100 }) }),
    fc.record({
      type: fc.constant('bytes' as const),
      bytes: fc.integer({ min: 20_000, max: 8 * 1024 * 1024 }),
    }),
  ),
  copyright: fc.string({ maxLength: 500 }).map((text) => text.trim()),
  nameTemplate: fc.string({ maxLength: 200 }).map((text) => text.trim()),
});

/** The same value with its names in another order. */
function shuffled<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).toReversed();
  return Object.fromEntries(fields.map(([name, part]) => [name, shuffled(part)])) as T;
}

describe('the key of a recipe', () => {
  test('never changes for a recipe that photos were sent by', () => {
    expect(recipeKey(squareOnWhite)).toBe(
      '{"format":"jpeg","longestEdge":1600,"nameTemplate":"{product}-{option}-{view}","shape":{"fill":{"type":"white"},"padding":8,"ratio":{"height":1,"width":1},"type":"padding"},"sharpen":"screen","trim":true}',
    );
  });

  test('does not depend on the order in which a recipe was written', () => {
    fc.assert(
      fc.property(recipes, (recipe) => {
        expect(recipeKey(shuffled(recipe))).toBe(recipeKey(recipe));
      }),
    );
  });

  test('is the same after a recipe was stored and read', () => {
    fc.assert(
      fc.property(recipes, (recipe) => {
        expect(recipeKey(recipeSchema.parse(JSON.parse(JSON.stringify(recipe))))).toBe(recipeKey(recipe));
      }),
    );
  });

  test('differs where recipes do, and is empty for the one that changes nothing', () => {
    fc.assert(
      fc.property(recipes, recipes, (one, other) => {
        const isSame = JSON.stringify(recipeSchema.parse(one)) === JSON.stringify(recipeSchema.parse(other));
        expect(recipeKey(one) === recipeKey(other)).toBe(isSame);
      }),
    );
    expect(recipeKey(plainRecipe)).toBe('');
  });
});

describe('a photo’s mark', () => {
  const fingerprints = fc.stringMatching(/^[0-9a-f]{64}$/);

  test('without a recipe, or with one that changes nothing, is that of its original', () => {
    fc.assert(
      fc.property(fingerprints, (sha256) => {
        expect(markFor(sha256, null)).toBe(markOf(sha256));
        expect(markFor(sha256, plainRecipe)).toBe(markOf(sha256));
      }),
    );
  });

  test('differs between any two recipes', () => {
    fc.assert(
      fc.property(fingerprints, recipes, recipes, (sha256, one, other) => {
        fc.pre(recipeKey(one) !== recipeKey(other));
        expect(markFor(sha256, one)).not.toBe(markFor(sha256, other));
      }),
    );
  });
});

describe('what the window may send', () => {
  const change = (over: object) => recipeSchema.safeParse({ ...squareOnWhite, ...over }).success;

  test.each([
    ['an edge below 320', { longestEdge: 319 }],
    ['an edge that is no whole number', { longestEdge: 1600.5 }],
    ['an edge above 20,000', { longestEdge: 20_001 }],
    ['more padding than picture', { shape: { ...squareOnWhite.shape, padding: 31 } }],
    ['a ratio of nothing', { shape: { type: 'crop', ratio: { width: 0, height: 1 } } }],
    [
      'a fill that is no colour',
      { shape: { ...squareOnWhite.shape, fill: { type: 'colour', colour: 'red' } } },
    ],
    ['a quality above 100', { target: { type: 'quality', quality: 101 } }],
    ['more bytes than the store takes', { target: { type: 'bytes', bytes: 8 * 1024 * 1024 + 1 } }],
    ['an unknown format', { format: 'tiff' }],
    ['a template without end', { nameTemplate: 'a'.repeat(201) }],
    ['a field that is none', { blur: 3 }],
  ])('is not %s', (_, over) => {
    expect(change({})).toBe(true);
    expect(change(over)).toBe(false);
  });
});
