import { expect, test } from 'vitest';
import { noStandIns, standInsFor } from '../../../../renderer/gallery/stand-ins.ts';
import type { Tile } from '../../../../shared/model.ts';
import { makeEntryTile } from '../make.ts';

function placed(id: number, sortOrder: number): Tile {
  return { ...makeEntryTile(id), sortOrder };
}

function image(imageId: number, sortOrder: number): Tile {
  return {
    kind: 'image',
    key: `image-${imageId}`,
    imageId,
    sortOrder,
    isThumbnail: false,
    alt: '',
    fileName: `${imageId}.jpg`,
    picture: '/p',
    zoom: '/z',
  };
}

test('an image that takes the place of a photo is shown by that photo until its own picture is here', () => {
  const after = standInsFor([image(1, 0), placed(7, 1)], [image(1, 0), image(2, 1)], noStandIns);
  expect([...after]).toEqual([['image-2', '/preview/7']]);
});

test('nobody stands in for an image that was there, or for one at another place', () => {
  expect(standInsFor([image(1, 1), placed(7, 1)], [image(1, 1)], noStandIns)).toBe(noStandIns);
  expect(standInsFor([placed(7, 1)], [image(2, 4)], noStandIns)).toBe(noStandIns);
});

test('a photo that is still on its way stands in for nothing', () => {
  expect(standInsFor([placed(7, 1)], [placed(7, 1), image(2, 1)], noStandIns)).toBe(noStandIns);
});

test('a stand-in is kept while its image is there and forgotten with it', () => {
  const known = standInsFor([placed(7, 1)], [image(2, 1)], noStandIns);
  expect(standInsFor([image(2, 1)], [image(2, 1), image(3, 2)], known)).toBe(known);
  expect(standInsFor([image(2, 1)], [], known).size).toBe(0);
});
