import { expect, test } from 'vitest';
import type { EntryCount } from '../../../../electron/outbox/records/entries.ts';
import { Counters } from '../../../../electron/outbox/views/counters.ts';

test('a product’s photos, changes and removals are counted apart', () => {
  const counters = new Counters();
  const count = (type: EntryCount['type'], state: EntryCount['state']): EntryCount => ({
    productId: 7,
    type,
    state,
    count: 1,
    things: type === 'remove' ? 5 : 1,
    bytes: 0,
  });
  counters.load([count('upload', 'waiting'), count('update', 'waiting'), count('remove', 'failed')], 0);
  const none = { open: 0, done: 0, failed: 0, cancelled: 0 };
  expect(counters.activity(7)).toMatchObject({
    waiting: 2,
    failed: 1,
    groups: { photos: { ...none, open: 1 }, changes: { ...none, open: 1 }, removals: { ...none, failed: 5 } },
  });
  expect(counters.activity(8).groups.photos).toEqual(none);
});
