import { describe, expect, test } from 'vitest';
import { decisionStep, type DecidedItem } from '../../../electron/review/undo-decision.ts';
import type { Item } from '../../../electron/review/item.ts';
import { squareOnWhite } from '../../../shared/recipe-key.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { item, options } from './make.ts';

/** A batch with these items under review. */
function batchOf(...items: Item[]) {
  const known = new Map(items.map((one) => [one.id, one]));
  return {
    options,
    item: (id: number) => known.get(id),
    sharing: ({ id, copyOf }: Item) =>
      [...known.values()].filter((one) => (one.copyOf ?? one.id) === (copyOf ?? id)),
    restore(
      changed: readonly Item[],
      _options: unknown,
      copies: { add: readonly Item[]; remove: readonly Item[] },
    ) {
      for (const { id } of copies.remove) known.delete(id);
      for (const one of [...changed, ...copies.add]) known.set(one.id, one);
    },
    ids: () => [...known.keys()].toSorted(),
  };
}

const step = (batch: ReturnType<typeof batchOf>, changed: readonly DecidedItem[]) =>
  decisionStep(batch, 'a decision', changed, { before: options, after: options });

const onProduct = (id: number, productId: number, more: Partial<Item> = {}): Item =>
  item(id, { target: { productId, variantId: null, sku: 'MUG' }, ...more });

describe('undoing a decision', () => {
  test('never brings back a photo that was queued since, though another of its items is still there', () => {
    const [first, second] = [onProduct(1, 1), onProduct(2, 2, { copyOf: 1 })];
    const recipe = squareOnWhite;
    const changed = [first, second].map((before) => ({ before, after: { ...before, recipe } }));
    const batch = batchOf({ ...second, recipe });
    expect(step(batch, changed).undo().ok).toBe(true);
    expect(batch.ids()).toEqual([2]);
    expect(batch.item(2)?.recipe).toBeNull();
  });

  test('leaves a photo in the outbox whose being given to many products is undone', () => {
    const before = item(1, { target: null });
    const copy = onProduct(2, 2, { copyOf: 1 });
    const batch = batchOf(copy);
    step(batch, [
      { before, after: onProduct(1, 1) },
      { before: null, after: copy },
    ]).undo();
    expect(batch.ids()).toEqual([]);
  });

  test('brings back an item that the decision itself removed', () => {
    const [removed, other] = [onProduct(1, 1), onProduct(2, 2, { copyOf: 1 })];
    const batch = batchOf(other);
    step(batch, [{ before: removed, after: null }]).undo();
    expect(batch.ids()).toEqual([1, 2]);
  });

  test('forgets that a copy could not be made where another one is wanted again', () => {
    const recipe = squareOnWhite;
    const before = onProduct(1, 1);
    const after = { ...before, recipe };
    const batch = batchOf({ ...after, preparingFailed: reason('queue-disk-full') });
    step(batch, [{ before, after }]).undo();
    expect(batch.item(1)).toMatchObject({ recipe: null, preparingFailed: null });
  });

  test('keeps that a copy could not be made where the same one is wanted', () => {
    const before = onProduct(1, 1);
    const after = { ...before, alt: 'A mug' };
    const failed = reason('queue-disk-full');
    const batch = batchOf({ ...after, preparingFailed: failed });
    step(batch, [{ before, after }]).undo();
    expect(batch.item(1)).toMatchObject({ alt: null, preparingFailed: failed });
  });
});
