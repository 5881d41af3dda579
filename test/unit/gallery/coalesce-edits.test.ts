import { describe, expect, test } from 'vitest';
import {
  arrangePatch,
  describePatch,
  refusedAlt,
  thumbnailPatch,
  type EditContext,
} from '../../../electron/gallery/coalesce-edits.ts';
import {
  altChangedMeanwhile,
  type ArrangeEntry,
  type UpdateEntry,
} from '../../../electron/outbox/edit-entry.ts';
import type { EntryProgress, OutboxEntry } from '../../../electron/outbox/entry.ts';
import type { TileKey } from '../../../shared/tile-key.ts';
import { imageOf } from '../outbox/make.ts';
import { saying } from '../../support/saying.ts';
import { reason } from '../../../shared/messages/reason.ts';

const base = {
  storeId: 's',
  productId: 7,
  batchId: null,
  attempts: 0,
  mayHaveArrived: false,
  withdrawn: false,
};

function arranging(progress: EntryProgress, more: Partial<ArrangeEntry> = {}): ArrangeEntry {
  const nothing = { touched: [], unanswered: [], reported: null };
  return {
    ...base,
    type: 'arrange',
    id: 1,
    progress,
    base: keys(1, 2, 3),
    order: keys(3, 2, 1),
    ...nothing,
    ...more,
  };
}

function updating(progress: EntryProgress, more: Partial<UpdateEntry> = {}): UpdateEntry {
  const said = { alt: 'Mine', altBefore: 'Old', altsSent: [], asThumbnail: false, thumbnailBefore: null };
  return { ...base, type: 'update', id: 1, progress, key: 'image-101', ...said, ...more };
}

function keys(...ids: number[]): TileKey[] {
  return ids.map((id): TileKey => `image-${id}`);
}

function known(...entries: OutboxEntry[]): EditContext {
  return {
    entries,
    image: (id) => imageOf(id - 100, { description: 'Old', isThumbnail: id === 102 }),
    thumbnail: () => imageOf(2),
    now: (key) => key as TileKey,
  };
}

const failed: EntryProgress = { type: 'failed', reason: saying('No.') };
const retrying: EntryProgress = { type: 'retrying', at: 9, reason: saying('No.') };

describe('a new order', () => {
  test.each<EntryProgress>([{ type: 'waiting' }, retrying])('replaces one that is $is', (progress) => {
    const one = arranging(progress);
    expect(arrangePatch(known(one), () => keys(3, 2, 1), keys(2, 1, 3))).toEqual({
      save: [{ ...one, order: keys(2, 1, 3) }],
    });
    expect(arrangePatch(known(one), () => keys(3, 2, 1), keys(1, 2, 3))).toEqual({ drop: [one] });
  });

  test('is sent after a partly sent one, even if it equals the first order', () => {
    const one = arranging(retrying, { touched: [2] });
    expect(arrangePatch(known(one), () => keys(3, 2, 1), keys(1, 2, 3))).toMatchObject({
      save: [{ order: keys(1, 2, 3), touched: [2] }],
    });
  });

  test('is added to one being sent, even if it equals the visible order', () => {
    const shown = keys(3, 2, 1);
    expect(arrangePatch(known(arranging({ type: 'sending' })), () => shown, shown)).toMatchObject({
      drop: [],
      add: [{ type: 'arrange', base: shown, order: shown }],
    });
    expect(arrangePatch(known(), () => shown, shown)).toEqual({ drop: [], add: [] });
  });

  test('takes over what is known of a failed one', () => {
    const one = arranging(failed, { touched: [2], unanswered: [{ imageId: 2, sortOrder: 5 }] });
    expect(arrangePatch(known(one), () => keys(1, 2, 3), keys(2, 1, 3))).toMatchObject({
      drop: [one],
      add: [{ touched: [2], unanswered: [{ imageId: 2, sortOrder: 5 }], order: keys(2, 1, 3) }],
    });
  });
});

describe('a new alt text', () => {
  const say = (alt: string, ...entries: OutboxEntry[]) =>
    describePatch(known(...entries), [{ key: 'image-101', alt }]);

  test('replaces one that waits, and the original text leaves no edit', () => {
    const one = updating({ type: 'waiting' });
    expect(say('New', one)).toMatchObject({ save: [{ alt: 'New', altBefore: 'Old' }], add: [], drop: [] });
    expect(say('Old', one)).toEqual({ save: [], add: [], drop: [one] });
    expect(say('Old', { ...one, asThumbnail: true })).toMatchObject({
      save: [{ alt: null, asThumbnail: true }],
    });
  });

  test('repeats the original text if another may have reached the store', () => {
    expect(say('Old', updating(retrying, { altsSent: ['Mine'] }))).toMatchObject({
      save: [{ alt: 'Old', altBefore: 'Old', altsSent: ['Mine'] }],
    });
    expect(say('Old', updating({ type: 'sending' }))).toMatchObject({
      add: [{ alt: 'Old', altsSent: ['Mine'] }],
    });
  });

  test('replaces one that failed', () => {
    const one = updating(failed, { altsSent: ['Mine'] });
    expect(say('New', one)).toMatchObject({ drop: [one], add: [{ alt: 'New', altsSent: ['Mine'] }] });
    const two = updating(failed, { asThumbnail: true });
    expect(say('New', two)).toMatchObject({ drop: [], save: [{ alt: null, asThumbnail: true }] });
  });
});

test('a replacing photo takes an alt text that the store refused, unless others have changed it since', () => {
  const theirs: EntryProgress = {
    type: 'failed',
    reason: reason(altChangedMeanwhile, { now: 'changed', alt: 'Theirs' }),
  };
  expect(refusedAlt(known(updating(failed)), 'image-101')).toBe('Mine');
  expect(refusedAlt(known(updating(failed)), 'image-102')).toBeNull();
  expect(refusedAlt(known(updating(theirs)), 'image-101')).toBeNull();
  expect(
    refusedAlt(known(updating(failed), updating({ type: 'done', imageId: null }, { id: 2 })), 'image-101'),
  ).toBeNull();
});

describe('a new thumbnail', () => {
  test('drops earlier choices', () => {
    const one = updating(retrying, { asThumbnail: true, alt: null });
    const two = updating(failed, { id: 2, asThumbnail: true, key: 'image-103' });
    expect(thumbnailPatch(known(one, two), 'image-104')).toMatchObject({
      drop: [one],
      save: [{ id: 2, alt: 'Mine', asThumbnail: false }],
      add: [{ key: 'image-104', asThumbnail: true, thumbnailBefore: 102 }],
    });
  });

  test('is sent even if it is the store’s thumbnail, when another may have become it meanwhile', () => {
    const waits = updating({ type: 'waiting' }, { asThumbnail: true, alt: null });
    expect(thumbnailPatch(known(waits), 'image-102')).toMatchObject({ drop: [waits], add: [] });
    for (const one of [{ ...waits, attempts: 1 }, updating({ type: 'sending' }, { asThumbnail: true })]) {
      expect(thumbnailPatch(known(one), 'image-102').add).toMatchObject([{ key: 'image-102' }]);
    }
  });
});
