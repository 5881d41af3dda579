import { describe, expect, test } from 'vitest';
import { chosenSince, newThumbnail, sparedOf } from '../../../../electron/outbox/jobs/clear.ts';
import type { UpdateEntry } from '../../../../electron/outbox/edit-entry.ts';
import type { EntryProgress } from '../../../../electron/outbox/entry.ts';
import { imageOf, upload, webImport } from '../make.ts';
import { saying } from '../../../support/saying.ts';

const reason = saying('A reason.');
const verifying: EntryProgress = {
  type: 'verifying',
  at: 0,
  looks: 0,
  thenCancel: false,
  inDoubt: true,
  reason,
};
const done = (imageId: number): EntryProgress => ({ type: 'done', imageId });

function chosenAsThumbnail(id: number, progress: EntryProgress): UpdateEntry {
  const { photo: _photo, sortOrder: _order, ...base } = upload(id, progress);
  const said = { alt: null, altBefore: null, altsSent: [], asThumbnail: true, thumbnailBefore: null };
  return { ...base, type: 'update', key: 'image-101', ...said };
}

describe('clearing a gallery again', () => {
  test('spares what arrived after the request', () => {
    expect(sparedOf([upload(1, done(101))], [imageOf(1), imageOf(2)])).toEqual(new Set([101]));
  });

  test('spares what may have arrived but is unknown yet', () => {
    const later = [upload(1, verifying, { mayHaveArrived: true })];
    expect(sparedOf(later, [imageOf(1), imageOf(2)])).toEqual(new Set([101]));
  });

  test('spares a web picture that may have arrived, but none that was there before', () => {
    const later = [webImport(1, verifying, { mayHaveArrived: true, knownIds: [50] })];
    const old = imageOf(9, { id: 50, imageFile: 'a/1__11111.jpg' });
    const come = imageOf(9, { id: 51, imageFile: 'a/1__22222.jpg' });
    expect(sparedOf(later, [old, come])).toEqual(new Set([51]));
  });

  test('cancels uploads that were not sent yet, and is sent again', () => {
    expect(sparedOf([upload(1, { type: 'waiting' })], [imageOf(1)])).toEqual(new Set());
  });
});

describe('the thumbnail after clearing a gallery', () => {
  test('is the first in order of the remaining and coming images', () => {
    const later = [upload(3, done(103)), upload(2, { type: 'waiting' }), upload(4, { type: 'waiting' })];
    expect(newThumbnail(later, false)?.id).toBe(2);
  });

  test('stays if a coming one asks for it, or if the user chose one since', () => {
    const asks = [upload(1, done(101)), upload(2, { type: 'waiting' }, { asThumbnail: true })];
    expect(newThumbnail(asks, false)).toBeNull();
    expect(newThumbnail([upload(1, done(101))], true)).toBeNull();
    expect(chosenSince([chosenAsThumbnail(3, { type: 'waiting' })], 2)).toBe(true);
    const others = [chosenAsThumbnail(1, done(101)), chosenAsThumbnail(3, { type: 'failed', reason })];
    expect(chosenSince(others, 2)).toBe(false);
  });

  test('is none that failed or was cancelled', () => {
    const later = [
      upload(1, { type: 'failed', reason }),
      upload(2, { type: 'cancelled' }),
      upload(3, done(103)),
    ];
    expect(newThumbnail(later, false)?.id).toBe(3);
  });
});
