import { describe, expect, test } from 'vitest';
import { applyDelta, fromSnapshot, type Projection } from '../../../../renderer/state/projection.ts';
import { defaultSettings, type Change } from '../../../../shared/model.ts';
import {
  makeActivity,
  makeBatch,
  makeEntryTile,
  makeGallery,
  makeProduct,
  makeSnapshot,
  makeStore,
  makeSummary,
} from '../make.ts';
import { saying } from '../../../support/saying.ts';

function after(state: Projection, ...changes: Change[]): Projection {
  const next = applyDelta(state, { revision: state.revision + 1, changes });
  if (next === 'gap') throw new Error('A delta in order was taken for a gap.');
  return next;
}

const start = fromSnapshot(makeSnapshot());

describe('the numbers of deltas', () => {
  test('the next one is applied and its number kept', () => {
    const next = applyDelta(start, {
      revision: 11,
      changes: [{ of: 'settings', settings: { ...defaultSettings, parallel: 8 } }],
    });
    expect(next).toMatchObject({ revision: 11, settings: { parallel: 8 } });
  });

  test('one that the snapshot already includes changes nothing', () => {
    const old = {
      revision: 10,
      changes: [{ of: 'settings' as const, settings: { ...defaultSettings, parallel: 8 } }],
    };
    expect(applyDelta(start, old)).toBe(start);
  });

  test('a missing one is reported, and nothing is applied', () => {
    expect(applyDelta(start, { revision: 12, changes: [] })).toBe('gap');
  });

  test('the changes of one delta are applied in order', () => {
    const next = after(
      start,
      { of: 'settings', settings: { ...defaultSettings, parallel: 8 } },
      { of: 'settings', settings: { ...defaultSettings, parallel: 2 } },
    );
    expect(next.settings.parallel).toBe(2);
  });
});

describe('every type of change', () => {
  test('stores: replaces the list and the current store, and keeps unchanged stores', () => {
    const next = after(start, {
      of: 'stores',
      stores: [makeStore(), makeStore({ type: 'paused' }, 'birk')],
      currentStoreId: 'birk',
    });
    expect(next.currentStoreId).toBe('birk');
    expect(next.stores.map(({ id }) => id)).toEqual(['alder', 'birk']);
    expect(next.stores[0]).toBe(start.stores[0]);
  });

  test('outbox: replaces the summary of its store only', () => {
    const two = after(start, { of: 'outbox', summary: makeSummary({ storeId: 'birk', waiting: 3 }) });
    expect(two.outbox['birk']?.waiting).toBe(3);
    expect(two.outbox['alder']).toBe(start.outbox['alder']);
  });

  test('activity: merges by product and drops a finished product', () => {
    const busy = after(start, { of: 'activity', storeId: 'alder', items: [makeActivity(2, { sending: 1 })] });
    expect(Object.keys(busy.activity['alder'] ?? {})).toEqual(['1', '2']);
    expect(busy.activity['alder']?.[1]).toBe(start.activity['alder']?.[1]);
    const rest = after(busy, {
      of: 'activity',
      storeId: 'alder',
      items: [makeActivity(1, { waiting: 0, fraction: 1 })],
    });
    expect(Object.keys(rest.activity['alder'] ?? {})).toEqual(['2']);
  });

  test('activity: of an unknown store starts its own list', () => {
    const next = after(start, { of: 'activity', storeId: 'birk', items: [makeActivity(9)] });
    expect(next.activity['birk']?.[9]).toMatchObject({ productId: 9 });
  });

  test('batch: is added first, and replaced in its position', () => {
    const two = after(start, { of: 'batch', batch: makeBatch(1) }, { of: 'batch', batch: makeBatch(2) });
    expect(two.batches.map(({ id }) => id)).toEqual([2, 1]);
    const changed = after(two, { of: 'batch', batch: makeBatch(1, { queued: 7 }) });
    expect(changed.batches.map(({ id, queued }) => [id, queued])).toEqual([
      [2, 1],
      [1, 7],
    ]);
    expect(changed.batches[0]).toBe(two.batches[0]);
  });

  test('batch-gone: leaves the others', () => {
    const two = after(start, { of: 'batch', batch: makeBatch(1) }, { of: 'batch', batch: makeBatch(2) });
    expect(after(two, { of: 'batch-gone', batchId: 2 }).batches.map(({ id }) => id)).toEqual([1]);
  });

  test('gallery: keeps every unchanged tile, also after an insertion', () => {
    const open = after(start, { of: 'gallery', gallery: makeGallery([makeEntryTile(1), makeEntryTile(2)]) });
    const next = after(open, {
      of: 'gallery',
      gallery: makeGallery([makeEntryTile(3), makeEntryTile(1), makeEntryTile(2, { type: 'sending' })]),
    });
    expect(next.gallery?.tiles[1]).toBe(open.gallery?.tiles[0]);
    expect(next.gallery?.tiles[2]).not.toBe(open.gallery?.tiles[1]);
    expect(next.gallery?.tiles.map(({ key }) => key)).toEqual(['entry-3', 'entry-1', 'entry-2']);
  });

  test('gallery: an equal one is the same object', () => {
    const open = after(start, { of: 'gallery', gallery: makeGallery([makeEntryTile(1)]) });
    expect(after(open, { of: 'gallery', gallery: makeGallery([makeEntryTile(1)]) }).gallery).toBe(
      open.gallery,
    );
  });

  test('gallery: of another product, or none, replaces it completely', () => {
    const open = after(start, { of: 'gallery', gallery: makeGallery([makeEntryTile(1)]) });
    const other = after(open, { of: 'gallery', gallery: makeGallery([], makeProduct(2)) });
    expect(other.gallery?.product.id).toBe(2);
    expect(after(other, { of: 'gallery', gallery: null }).gallery).toBeNull();
  });

  test('progress: is kept by entry and leaves the gallery alone', () => {
    const open = after(start, {
      of: 'gallery',
      gallery: makeGallery([makeEntryTile(1, { type: 'sending' })]),
    });
    const next = after(open, { of: 'progress', items: [{ entryId: 1, sent: 500 }] });
    expect(next.sent).toEqual({ 1: 500 });
    expect(next.gallery).toBe(open.gallery);
  });

  test('progress: of a waiting entry is forgotten, so that its next attempt starts at zero', () => {
    const sent = after(start, {
      of: 'progress',
      items: [
        { entryId: 1, sent: 500 },
        { entryId: 2, sent: 7 },
      ],
    });
    const next = after(sent, {
      of: 'gallery',
      gallery: makeGallery([makeEntryTile(1), makeEntryTile(2, { type: 'sending' })]),
    });
    expect(next.sent).toEqual({ 2: 7 });
  });

  test('progress: does not grow with every photo ever sent', () => {
    let state = start;
    for (let entryId = 1; entryId <= 500; entryId += 1) {
      state = after(state, { of: 'progress', items: [{ entryId, sent: 1 }] });
    }
    expect(Object.keys(state.sent).length).toBeLessThanOrEqual(64);
    expect(state.sent[500]).toBe(1);
  });

  test('settings and notices: are replaced', () => {
    const notice = { id: 1, tone: 'info' as const, text: saying('Recovered.') };
    const next = after(
      start,
      { of: 'settings', settings: { ...defaultSettings, parallel: 16 } },
      { of: 'notices', notices: [notice] },
    );
    expect(next).toMatchObject({ settings: { parallel: 16 }, notices: [notice] });
  });
});
