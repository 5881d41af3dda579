import { expect, test } from 'vitest';
import { noOrigins, rowsOf, type GalleryRow } from '../../../../../renderer/gallery/gallery-rows.ts';
import { successorOf } from '../../../../../renderer/gallery/grid/successor.ts';
import type { Tile } from '../../../../../shared/model.ts';
import { makeEntry, makeEntryTile, makeImageTile } from '../../make.ts';

const rows = (...tiles: readonly Tile[]): readonly GalleryRow[] => rowsOf(tiles, noOrigins, []);

const photo = (id: number, batchId: number | null): Tile =>
  Object.assign(makeEntryTile(id), { entry: { ...makeEntry(id), batchId } });

test('the photo that replaces an image is the one of its batch, wherever its tile is', () => {
  expect(successorOf(3, rows(makeImageTile(1), photo(8, 3), makeImageTile(2)))).toBe('entry-8');
  expect(successorOf(3, rows(photo(7, 2), makeImageTile(1), photo(8, 3)))).toBe('entry-8');
});

test('no photo is taken for one whose file was refused, also not one that is put before the image later', () => {
  expect(successorOf(3, rows(makeImageTile(1), makeImageTile(2)))).toBeNull();
  expect(successorOf(3, rows(photo(9, 4), photo(7, null), makeImageTile(2)))).toBeNull();
});
