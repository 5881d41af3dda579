import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAltTemplate, renderAlt, type AltFields } from '../../../shared/alt-template.ts';

const mug: AltFields = { product: 'Mug', sku: 'MUG-01', view: 'front', number: '2', file: 'MUG-01_front' };

describe('an alt text template', () => {
  test.each([
    ['{product} - {view}', 'Mug - front'],
    ['{product}, {view} ({number})', 'Mug, front (2)'],
    ['{ Product } {SKU}', 'Mug MUG-01'],
    ['Our {product} from the {view}', 'Our Mug from the front'],
    ['{file}', 'MUG-01_front'],
    ['plain words', 'plain words'],
    ['', ''],
  ])('%j makes %j', (template, alt) => {
    expect(renderAlt(template, mug)).toBe(alt);
  });

  test.each([
    ['{product} - {view}', 'Mug'],
    ['{view} - {product}', 'Mug'],
    ['{product} - {view} - {number}', 'Mug - 2'],
    ['{product}: view of {view}', 'Mug'],
    ['{product} in {view}, {number}', 'Mug, 2'],
    ['Our {view} {product}', 'Our Mug'],
    ['A view of {view}', 'A view of'],
    ['{view}', ''],
  ])('%j without a view makes %j', (template, alt) => {
    expect(renderAlt(template, { ...mug, view: '' })).toBe(alt);
  });

  test('has one line, however many the fields have', () => {
    expect(renderAlt('{product}\n{view}', { ...mug, product: ' Big\n mug ' })).toBe('Big mug front');
  });

  test('with an unknown field is refused, with the known ones', () => {
    expect(checkAltTemplate('{product} {colour}')).toMatchObject({
      ok: false,
      reason: {
        code: 'unknown-placeholder',
        args: { placeholder: '{colour}', known: expect.stringMatching(/\{view\}/) },
      },
    });
  });

  test.each(['{product', 'product}', '{product}}', '{{product}'])('%j has an extra brace', (template) => {
    expect(checkAltTemplate(template).ok).toBe(false);
  });

  test('that is accepted never leaves a brace, or a blank at either end, whatever the fields', () => {
    const name = fc.constantFrom('product', 'sku', 'view', 'number', 'file');
    const part = fc.oneof(
      name.map((one) => `{${one}}`),
      fc.constantFrom(' - ', ', ', ' ', 'of ', '(', ')'),
    );
    const field = fc.constantFrom('', 'Mug', ' red mug', '7');
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 8 }),
        fc.record({ product: field, sku: field, view: field, number: field, file: field }),
        (parts, fields) => {
          const template = parts.join('');
          expect(checkAltTemplate(template).ok).toBe(true);
          const alt = renderAlt(template, fields);
          expect(alt).not.toMatch(/[{}]|^\s|\s$|\s\s/);
          for (const value of parts.flatMap((one) => /^\{(\w+)\}$/.exec(one)?.[1] ?? [])) {
            expect(alt).toContain(fields[value as keyof AltFields].trim());
          }
        },
      ),
    );
  });
});
