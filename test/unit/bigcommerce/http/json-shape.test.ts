import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonShapeOf } from '../../../../electron/bigcommerce/http/json-shape.ts';

describe('the shape of an answer', () => {
  it('is usual for a page of 250 products with long texts full of signs', async () => {
    const description = '[{"\\", '.repeat(2_000);
    const row = { id: 1, name: 'Mug', description, variants: [{ id: 2, option_values: [{ label: 'a' }] }] };
    const text = JSON.stringify({ data: Array.from({ length: 250 }, () => row) });
    expect(text.length).toBeGreaterThan(4_000_000);
    expect(await jsonShapeOf(text)).toBe('usual');
  });

  it.each([
    ['tiny rows', `[${'{},'.repeat(300_000)}{}]`, 'too-many-values'],
    ['numbers', `[${'1,'.repeat(300_000)}1]`, 'too-many-values'],
    ['nested arrays', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'too-deep'],
    ['nested objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'too-deep'],
    ['nested and cut short', '['.repeat(200_000), 'too-deep'],
    ['a text without end', `"${'['.repeat(200_000)}`, 'usual'],
  ])('tells %s', async (_what, text, shape) => {
    expect(await jsonShapeOf(text)).toBe(shape);
  });

  it('never takes a sign inside a text for structure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 20 }), async (piece) => {
        const text = JSON.stringify([`${piece}[{,"\\`.repeat(20_000)]);
        expect(await jsonShapeOf(text)).toBe('usual');
      }),
      { numRuns: 30 },
    );
  });
});
