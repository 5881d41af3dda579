import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonShapeCounter, type JsonShape } from '../../../../electron/bigcommerce/http/json-shape.ts';

/** The shape of a text that comes in chunks of `size` bytes. */
function shapeOf(text: string, size = 64 * 1024): JsonShape {
  const counter = new JsonShapeCounter();
  const bytes = Buffer.from(text);
  let shape: JsonShape = 'usual';
  for (let at = 0; at < bytes.length; at += size) shape = counter.see(bytes.subarray(at, at + size));
  return shape;
}

describe('the shape of an answer', () => {
  it('is usual for a page of 250 products with long texts full of signs', () => {
    const description = '[{"\\", '.repeat(2_000);
    const row = { id: 1, name: 'Mug', description, variants: [{ id: 2, option_values: [{ label: 'a' }] }] };
    const text = JSON.stringify({ data: Array.from({ length: 250 }, () => row) });
    expect(text.length).toBeGreaterThan(4_000_000);
    expect(shapeOf(text)).toBe('usual');
  });

  it.each([
    ['tiny rows', `[${'{},'.repeat(300_000)}{}]`, 'too-many-values'],
    ['numbers', `[${'1,'.repeat(300_000)}1]`, 'too-many-values'],
    ['nested arrays', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'too-deep'],
    ['nested objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'too-deep'],
    ['nested and cut short', '['.repeat(200_000), 'too-deep'],
    ['a text without end', `"${'['.repeat(200_000)}`, 'usual'],
  ])('tells %s', (_what, text, shape) => {
    expect(shapeOf(text)).toBe(shape);
  });

  it('never takes a sign inside a text for structure, wherever the chunks end', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.integer({ min: 1, max: 50 }), (piece, size) => {
        expect(shapeOf(JSON.stringify([`${piece}[{,"\\`.repeat(200)]), size)).toBe('usual');
      }),
      { numRuns: 50 },
    );
  });
});
