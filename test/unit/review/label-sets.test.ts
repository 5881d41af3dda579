import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../electron/review/item.ts';
import { labelSets, type Label } from '../../../electron/review/label-sets.ts';
import { pictureFacts } from '../pictures/prepare/facts.ts';
import { item } from './make.ts';

const start = Date.UTC(2026, 2, 4, 10, 0);

function labelOf(productId: number, variantId: number | null = null): Label {
  return { code: `code ${productId}`, owner: { productId, variantId, sku: '', productName: '' } };
}

/** A photo that no name explains, taken so many seconds after the start. */
function shot(id: number, seconds: number | null, more: Partial<Item> = {}): Item {
  return item(id, {
    fileName: `IMG_${1_000 + id}.jpg`,
    match: { type: 'unmatched', why: '', candidates: [], where: 'folder', view: null },
    target: null,
    likeness: '',
    facts: pictureFacts({ capturedAt: seconds === null ? null : start + seconds * 1_000 }),
    ...more,
  });
}

const shape = (items: readonly Item[]): Record<number, number[]> =>
  Object.fromEntries(
    labelSets(items).map(({ label, frames }) => [label.id, frames.map((one) => one.item.id)]),
  );

describe('sets after labels', () => {
  it('give what follows a label to its product until the next label, and nothing to what comes before', () => {
    const items = [
      shot(1, 0),
      shot(2, 10, { label: labelOf(7) }),
      shot(3, 14),
      shot(4, 18),
      shot(5, 60, { label: labelOf(8) }),
      shot(6, 64),
    ];
    expect(shape(items)).toEqual({ 2: [3, 4], 5: [6] });
    expect(labelSets(items)[0]).toMatchObject({ code: 'code 7', owner: { productId: 7 } });
    expect(labelSets(items)[0]?.frames.map(({ seconds }) => seconds)).toEqual([4, 8]);
  });

  it('go by the time of capture, then by the camera’s counter, whatever the order of the drop', () => {
    const items = [shot(9, 10), shot(10, 10), shot(3, 90), shot(8, 10, { label: labelOf(7) })];
    expect(shape(items.toReversed())).toEqual({ 8: [9, 10, 3] });
  });

  it('go by the names where a photo has no time', () => {
    const items = [shot(3, null), shot(1, 900, { label: labelOf(7) }), shot(2, 5)];
    expect(shape(items)).toEqual({ 1: [2, 3] });
    expect(labelSets(items)[0]?.frames.map(({ seconds }) => seconds)).toEqual([null, null]);
  });

  it('keep the folders of two cameras apart', () => {
    const items = [
      shot(1, 0, { folder: 'A', label: labelOf(7) }),
      shot(2, 5, { folder: 'B', label: labelOf(8) }),
      shot(3, 6, { folder: 'A' }),
      shot(4, 7, { folder: 'B' }),
    ];
    expect(shape(items)).toEqual({ 1: [3], 2: [4] });
  });

  it('keep two cameras of one folder apart where both took labels, though the clock of one is wrong', () => {
    const other = (id: number, seconds: number, more: Partial<Item> = {}): Item =>
      shot(id, seconds, { fileName: `DSC0${4_000 + id}.jpg`, ...more });
    const items = [
      shot(1, 0, { label: labelOf(7) }),
      shot(2, 4),
      shot(3, 12),
      other(4, 2, { label: labelOf(8) }),
      other(5, 6),
      other(6, 8),
    ];
    expect(shape(items)).toEqual({ 1: [2, 3], 4: [5, 6] });
  });

  it('are of the camera that took the label, where another took none and its clock is wrong', () => {
    const other = (id: number, seconds: number): Item =>
      shot(id, seconds, { fileName: `DSC0${4_000 + id}.jpg` });
    const items = [
      shot(1, 0, { label: labelOf(7) }),
      other(5, 2),
      shot(2, 8),
      other(6, 10),
      shot(3, 40, { label: labelOf(8) }),
      other(7, 42),
      shot(4, 48),
    ];
    expect(shape(items)).toEqual({ 1: [2], 3: [4] });
  });

  it('are of the labels before by time, where one camera took all labels and nothing else', () => {
    const phone = (id: number, seconds: number, productId: number): Item =>
      shot(id, seconds, { fileName: `2026-03-04 label ${id}.jpg`, label: labelOf(productId) });
    const items = [phone(1, 0, 7), shot(2, 8), shot(3, 10), phone(4, 40, 8), shot(5, 48)];
    expect(shape(items)).toEqual({ 1: [2, 3], 4: [5] });
  });

  it('end where a clock was set back, and do not take in what was taken later', () => {
    const items = [
      shot(1, 1_000, { label: labelOf(7) }),
      shot(2, 1_004),
      shot(3, 1_300),
      shot(4, 1_002),
      shot(5, 1_010, { label: labelOf(8) }),
      shot(6, 1_020),
      shot(7, 1_030),
    ];
    expect(shape(items)).toEqual({ 1: [2, 3], 5: [6, 7] });
  });

  it('take a label that is photographed twice for one set, and the packaging in a set for a photo of it', () => {
    const own = { label: labelOf(7) };
    const items = [shot(1, 0, own), shot(2, 3, own), shot(3, 6), shot(4, 9, own), shot(5, 12)];
    expect(shape(items)).toEqual({ 1: [3, 4, 5] });
    expect(labelSets(items)[0]?.repeats.map(({ id }) => id)).toEqual([2]);
  });

  it('wait for photos in them that are still to be looked at, which may be labels', () => {
    const unseen = { likeness: null };
    const items = [
      shot(1, 0, { label: labelOf(7) }),
      shot(2, 4),
      shot(3, 40, { label: labelOf(8) }),
      shot(4, 44),
      shot(5, 80, unseen),
      shot(6, 84),
    ];
    expect(shape(items)).toEqual({ 1: [2] });
  });

  it('begin a new set for another variant of the product', () => {
    const items = [shot(1, 0, { label: labelOf(7, 1) }), shot(2, 3), shot(3, 6, { label: labelOf(7, 2) })];
    expect(shape(items)).toEqual({ 1: [2], 3: [] });
  });

  it('leave out photos that a name, a list or the user has decided on', () => {
    const decided: Partial<Item>[] = [
      { target: { productId: 1, variantId: null, sku: '' } },
      { match: { type: 'unmatched', isSettled: true, why: '', candidates: [], where: 'name', view: null } },
      { match: { type: 'ambiguous', why: '', candidates: [], where: 'name', view: null } },
      { unusable: { code: 'empty' } },
      { facts: null, sha256: null },
      { accepted: true },
    ];
    const items = [
      shot(0, 0, { label: labelOf(7) }),
      ...decided.map((more, at) => shot(at + 1, at + 1, more)),
    ];
    expect(shape(items)).toEqual({ 0: [] });
  });

  it('end at a label that was decided on, and give its photos to nobody', () => {
    const settled = { target: { productId: 8, variantId: null, sku: '' }, label: labelOf(8) };
    const items = [shot(1, 0, { label: labelOf(7) }), shot(2, 3), shot(3, 6, settled), shot(4, 9)];
    expect(shape(items)).toEqual({ 1: [2] });
  });

  it('have each photo once, and none that was taken before its label', () => {
    const one = fc.record({
      seconds: fc.nat(50),
      product: fc.option(fc.nat(3)),
      folder: fc.constantFrom('', 'A'),
      isDecided: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 30 }), (shots) => {
        const items = shots.map(({ seconds, product, folder, isDecided }, id) =>
          shot(id, seconds, {
            folder,
            label: product === null ? null : labelOf(product),
            ...(isDecided ? { target: { productId: 9, variantId: null, sku: '' } } : {}),
          }),
        );
        const sets = labelSets(items);
        const members = sets.flatMap(({ label, repeats, frames }) =>
          [label, ...repeats, ...frames.map((frame) => frame.item)].map(({ id }) => id),
        );
        expect(new Set(members).size).toBe(members.length);
        for (const { label, frames } of sets) {
          expect(label.target).toBeNull();
          for (const { item: frame, seconds } of frames) {
            expect(frame).toMatchObject({ folder: label.folder, target: null });
            expect(seconds).toBeGreaterThanOrEqual(0);
          }
        }
      }),
    );
  });
});
