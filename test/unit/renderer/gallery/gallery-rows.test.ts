import { expect, test } from 'vitest';
import { noOrigins, originsOf, rowsOf } from '../../../../renderer/gallery/gallery-rows.ts';
import type { Tile } from '../../../../shared/model.ts';
import { makeEntryTile, makeImageTile } from '../make.ts';

function placed(id: number, sortOrder: number): Tile {
  return { ...makeEntryTile(id), sortOrder };
}
const image = (id: number, sortOrder: number): Tile => makeImageTile(id, { sortOrder });

test('an image that replaces a photo keeps its id, and shows its preview until the store’s picture has loaded', () => {
  const after = [image(1, 0), image(2, 1)];
  const origins = originsOf([image(1, 0), placed(7, 1)], after, noOrigins);
  expect([...origins]).toEqual([['image-2', { id: 'entry-7', preview: '/preview/7' }]]);
  expect(rowsOf(after, origins, []).map(({ id, standIn }) => [id, standIn])).toEqual([
    ['image-1', undefined],
    ['entry-7', '/preview/7'],
  ]);
});

test('a photo that names its image needs no position', () => {
  const done = { ...makeEntryTile(7, { type: 'done', imageId: 2 }), sortOrder: 5 };
  expect(originsOf([done], [image(3, 5), image(2, 0)], noOrigins).get('image-2')?.id).toBe('entry-7');
});

test('a photo that shares its number with others becomes the image of that number', () => {
  expect(originsOf([placed(7, 1.5)], [image(2, 1)], noOrigins).get('image-2')?.id).toBe('entry-7');
});

test('images that existed before, or at another position, have no origin', () => {
  expect(originsOf([image(1, 1), placed(7, 1)], [image(1, 1)], noOrigins)).toBe(noOrigins);
  expect(originsOf([placed(7, 1)], [image(2, 4)], noOrigins)).toBe(noOrigins);
  expect(originsOf([placed(7, 1)], [placed(7, 1), image(2, 1)], noOrigins)).toBe(noOrigins);
});

test('an origin is kept while its image exists', () => {
  const known = originsOf([placed(7, 1)], [image(2, 1)], noOrigins);
  expect(originsOf([image(2, 1)], [image(2, 1), image(3, 2)], known)).toBe(known);
  expect(originsOf([image(2, 1)], [], known).size).toBe(0);
});

test('an edit shows before main has answered, and changes no other row', () => {
  const tiles = [makeImageTile(1, { isThumbnail: true }), makeImageTile(2), makeImageTile(3)];
  const before = rowsOf(tiles, noOrigins, []);
  const moved = rowsOf(
    tiles,
    noOrigins,
    [{ type: 'arranged', order: ['image-3', 'image-1', 'image-2'] }],
    before,
  );
  expect(moved).toEqual([before[2], before[0], before[1]]);
  expect(moved[0]).toBe(before[2]);

  const described = rowsOf(
    tiles,
    noOrigins,
    [{ type: 'described', alts: new Map([['image-2', 'A mug']]) }],
    before,
  );
  expect(described[1]?.tile.alt).toBe('A mug');
  expect(described[0]).toBe(before[0]);

  const chosen = rowsOf(tiles, noOrigins, [{ type: 'thumbnail', id: 'image-2' }], before);
  expect(chosen.map(({ tile }) => tile.type === 'image' && tile.isThumbnail)).toEqual([false, true, false]);
});

test('unchanged rows keep their identity', () => {
  const tiles = [makeImageTile(1), makeImageTile(2)];
  const before = rowsOf(tiles, noOrigins, []);
  expect(rowsOf([...tiles], noOrigins, [], before)).toBe(before);
  expect(rowsOf(tiles, noOrigins, [{ type: 'described', alts: new Map([['image-1', '']]) }], before)).toBe(
    before,
  );
});
