import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chosenForActive, fillPlan, type Chosen } from '../../../../renderer/alts/fill.ts';
import { hasMatch, markedParts, replacePlan } from '../../../../renderer/alts/find.ts';
import type { Drafts } from '../../../../renderer/state/alt-drafts.ts';
import { altRow } from './make-rows.ts';

const drafts: Drafts = new Map();
const all = (keys: readonly string[], how: 'alone' | 'together' = 'together'): Chosen =>
  new Map(keys.map((key) => [key, how]));

describe('filling', () => {
  const shown = [
    altRow(1, { alt: 'A tee' }),
    altRow(2),
    altRow(3, { alt: 'Written' }),
    altRow(4, { view: 'side', options: { colour: 'Clay' } }),
  ];

  test('copies the first selected text into the rows without one', () => {
    const plan = fillPlan({ shown, drafts, chosen: all(['image-1', 'image-2', 'image-3']), template: '' });
    expect([...plan]).toEqual([['image-2', 'A tee']]);
  });

  test('replaces a written text where the row was selected alone', () => {
    const chosen: Chosen = new Map([...all(['image-1']), ...all(['image-3'], 'alone')]);
    expect([...fillPlan({ shown, drafts, chosen, template: '' })]).toEqual([['image-3', 'A tee']]);
  });

  test('by a template writes each row its own fields, and drops what it lacks', () => {
    const chosen = all(['image-2', 'image-4']);
    expect([...fillPlan({ shown, drafts, chosen, template: '{product} in {colour}, {view}' })]).toEqual([
      ['image-2', 'Alder Crew Tee, front'],
      ['image-4', 'Alder Crew Tee in Clay, side'],
    ]);
  });

  test('by a template without a selection takes every row without text', () => {
    const plan = fillPlan({ shown, drafts, chosen: new Map(), template: '{product}' });
    expect([...plan.keys()]).toEqual(['image-2', 'image-4']);
  });

  test('of the active row alone takes the text above', () => {
    const chosen = chosenForActive(shown, 1, '');
    expect([...fillPlan({ shown, drafts, chosen, template: '' })]).toEqual([['image-2', 'A tee']]);
    expect([...fillPlan({ shown, drafts, chosen: chosenForActive(shown, 0, ''), template: '' })]).toEqual([]);
  });

  test('never replaces a written text in a row that was not selected alone', () => {
    const text = fc.constantFrom('', 'one', 'two');
    const how = fc.constantFrom(null, 'alone' as const, 'together' as const);
    const anyRows = fc.array(fc.record({ alt: text, draft: fc.option(text), how }), { maxLength: 8 });
    fc.assert(
      fc.property(anyRows, fc.constantFrom('', '{product}', '{view} {brand}'), (given, template) => {
        const rows = given.map(({ alt }, index) => altRow(index, { alt }));
        const typed: Drafts = new Map(
          given.flatMap(({ draft }, index) =>
            draft === null ? [] : [[`image-${index}`, { alt: draft, before: '' }] as const],
          ),
        );
        const chosen: Chosen = new Map(
          given.flatMap((one, index) => (one.how === null ? [] : [[`image-${index}`, one.how] as const])),
        );
        for (const key of fillPlan({ shown: rows, drafts: typed, chosen, template }).keys()) {
          const index = Number(key.slice('image-'.length));
          const now = given[index]?.draft ?? given[index]?.alt;
          if (now !== '') expect(chosen.get(key)).toBe('alone');
          if (chosen.size > 0) expect(chosen.has(key)).toBe(true);
        }
      }),
    );
  });
});

describe('find and replace', () => {
  const rows = [
    altRow(1, { alt: 'Navy T-Shirt' }),
    altRow(2, { alt: 'two t-shirts' }),
    altRow(3, { alt: 'mug' }),
  ];

  test('ignores case, and changes only rows with a match', () => {
    expect([...replacePlan(rows, drafts, 't-shirt', 'tee')]).toEqual([
      ['image-1', 'Navy tee'],
      ['image-2', 'two tees'],
    ]);
    expect(replacePlan(rows, drafts, '', 'x').size).toBe(0);
  });

  test('takes every character as it is', () => {
    expect([...replacePlan([altRow(1, { alt: 'a (b) $1' })], drafts, '(b)', '$&')]).toEqual([
      ['image-1', 'a $& $1'],
    ]);
  });

  test('marks matches, and the parts together are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 2 }), (text, find) => {
        const parts = markedParts(text, find);
        expect(parts.map((part) => part.text).join('')).toBe(text);
        expect(parts.some(({ isMatch }) => isMatch)).toBe(hasMatch(text, find));
      }),
    );
  });
});
