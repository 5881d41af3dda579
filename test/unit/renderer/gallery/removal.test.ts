import { expect, test } from 'vitest';
import { removalOf } from '../../../../renderer/gallery/removal.ts';
import type { Tile } from '../../../../shared/model.ts';
import { makeEntryTile, makeImageTile } from '../make.ts';
import { saying } from '../../../support/saying.ts';

const reason = saying('The store could not read it.');
const failed = (id: number): Tile => makeEntryTile(id, { type: 'failed', reason });

/** Keys of what is removed, and ids of what is dismissed. */
function removal(tiles: readonly Tile[]): { removed: string[]; dismissed: readonly number[] } {
  const { removed, dismissed } = removalOf(tiles.map((tile) => ({ id: tile.key, tile, standIn: undefined })));
  return { removed: removed.map(({ tile }) => tile.key), dismissed };
}

test('removing everything selected leaves failed photos, which undo could not restore', () => {
  expect(removal([makeImageTile(1), failed(7), makeEntryTile(8)])).toEqual({
    removed: ['image-1', 'entry-8'],
    dismissed: [],
  });
});

test('failed photos are dismissed if only they are selected', () => {
  expect(removal([failed(7), failed(8)])).toEqual({ removed: [], dismissed: [7, 8] });
});
