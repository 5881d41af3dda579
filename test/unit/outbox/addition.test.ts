import { expect, test } from 'vitest';
import { nameInOrder } from '../../../electron/outbox/addition.ts';
import type { ArrangeEntry } from '../../../electron/outbox/edit-entry.ts';
import type { EntryProgress } from '../../../electron/outbox/entry.ts';
import { saying } from '../../support/saying.ts';
import { imageOf, upload } from './make.ts';

const waiting = { type: 'waiting' } as const;

function order(progress: EntryProgress, ...keys: ArrangeEntry['order']): ArrangeEntry {
  const { id, storeId, productId, attempts, mayHaveArrived, withdrawn } = upload(50, waiting);
  const fields = { base: keys, order: keys, touched: [], unanswered: [], reported: null, batchId: null };
  return {
    type: 'arrange',
    id,
    storeId,
    productId,
    attempts,
    mayHaveArrived,
    withdrawn,
    progress,
    ...fields,
  };
}

const images = () => [imageOf(3), imageOf(4)];

test('an open order names photos queued after it, at the end or before all', () => {
  const open = [order(waiting, 'image-104', 'image-103')];
  const added = [
    upload(60, waiting),
    upload(61, waiting, { sortOrder: 1 }),
    upload(62, waiting, { sortOrder: null }),
  ];
  expect(nameInOrder(open, added, images)?.order).toEqual([
    'entry-61',
    'image-104',
    'image-103',
    'entry-60',
    'entry-62',
  ]);
});

test('an order of photos on their way names those queued after them at the end', () => {
  const open = [upload(0, waiting), upload(1, waiting), order(waiting, 'entry-1', 'entry-0')];
  expect(nameInOrder(open, [upload(2, waiting)], () => [])?.order).toEqual(['entry-1', 'entry-0', 'entry-2']);
});

test('only an order that is still to be carried out names them', () => {
  const failed = order({ type: 'failed', reason: saying('No.') }, 'image-103');
  expect(nameInOrder([failed], [upload(60, waiting)], images)).toBeNull();
  expect(nameInOrder([order(waiting)], [], images)).toBeNull();
});
