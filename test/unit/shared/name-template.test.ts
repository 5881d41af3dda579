import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markedName, markIn } from '../../../shared/mark.ts';
import {
  checkNameTemplate,
  isNameTooLong,
  renderName,
  type NameFields,
} from '../../../shared/name-template.ts';

const none: NameFields = { product: '', option: '', view: '', sku: '', number: '', brand: '' };
const fields = fc.record({
  product: fc.oneof(fc.string({ unit: 'binary', maxLength: 250 }), fc.lorem({ maxCount: 40 })),
  option: fc.string({ unit: 'binary', maxLength: 80 }),
  view: fc.string({ maxLength: 20 }),
  sku: fc.string({ maxLength: 250 }),
  number: fc.integer({ min: 1, max: 10_000 }).map(String),
  brand: fc.string({ unit: 'grapheme', maxLength: 60 }),
});
const templates = fc
  .array(
    fc.oneof(
      fc.constantFrom('{product}', '{option}', '{view}', '{sku}', '{number}', '{brand}', '-', '_', ' '),
      fc.string({ maxLength: 8 }).map((text) => text.replaceAll(/[{}]/g, '')),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('a name by a template', () => {
  test.each([
    ['{product}-{option}-{view}', 'alder-crew-tee-clay-s-front'],
    ['{sku}_{number}', 'tee-1-3'],
    ['{Brand} {product}', 'birk-co-alder-crew-tee'],
    ['Shop {view}', 'shop-front'],
  ])('%s is %s', (template, wanted) => {
    const tee = {
      product: 'Alder Crew Tee',
      option: 'Clay, S',
      view: 'front',
      sku: 'TEE/1',
      number: '3',
      brand: 'Birk & Co.',
    };
    expect(renderName(template, tee)).toBe(wanted);
  });

  test('leaves out separators of what is not known', () => {
    expect(renderName('{product}-{option}-{view}', { ...none, product: 'Größe Ärmel', view: 'back' })).toBe(
      'grosse-armel-back',
    );
  });

  test('shortens the product by words, so that option and view stay', () => {
    const long = { ...none, product: 'Very '.repeat(40), option: 'Clay', view: 'front' };
    const name = renderName('{product}-{option}-{view}', long);
    expect(name).toMatch(/^very(-very)+-clay-front$/);
    expect(isNameTooLong('{product}-{option}-{view}', long)).toBe(true);
  });

  test('is safe in web addresses, short enough, and keeps the mark at its end', () => {
    fc.assert(
      fc.property(
        templates,
        fields,
        fc.stringMatching(/^[a-z2-7]{8}$/),
        fc.constantFrom('jpg', 'png', 'webp'),
        (template, given, mark, extension) => {
          const name = renderName(template, given);
          expect(name).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
          const sent = markedName(name, mark, extension);
          expect(sent.length).toBeLessThanOrEqual(100);
          expect(sent.endsWith(`-${mark}.${extension}`)).toBe(true);
          if (name !== '') expect(sent).toBe(`${name}-${mark}.${extension}`);
          expect(markIn(sent.replace(/\.[^.]+$/, (end) => `__12345${end}`))).toBe(mark);
        },
      ),
    );
  });

  test('is refused with a field that is none, or a brace alone', () => {
    expect(checkNameTemplate('{product}-{colour}')).toMatchObject({
      ok: false,
      reason: { code: 'unknown-placeholder' },
    });
    expect(checkNameTemplate('{product')).toMatchObject({ ok: false, reason: { code: 'stray-brace' } });
    expect(checkNameTemplate('{product}-{view}')).toMatchObject({ ok: true });
  });
});
