import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { drawProduct } from './drawing.ts';
import type { DrawOptions, DrawingRecipe, View } from './drawing.ts';

export interface SamplePhoto {
  /** Relative to the folder, with `/`. */
  file: string;
  /** `asked`: its name matches no product, so the user must choose one. */
  expected: 'arrives' | 'asked' | 'refused';
  /** SKU of its product; null if it is not a picture. */
  sku: string | null;
  /** Position among the photos of its product, from 1. */
  place: number;
  why: string;
}

type Sample = SamplePhoto & { make: () => Promise<Buffer> };

/** A common portrait format of cameras, with the drawing's aspect ratio. */
const frame = { width: 2000, height: 2500 };
const mug = {
  subject: 'mug',
  colour: '#e2c176',
  accent: '#3b7f80',
  backdrop: '#e9e4dc',
  pattern: 2,
} as const;
const plate = {
  subject: 'plate',
  colour: '#66707c',
  accent: '#c9d2da',
  backdrop: '#efece6',
  pattern: 1,
} as const;
const cushion = {
  subject: 'cushion',
  colour: '#b06a4d',
  accent: '#f0d9c0',
  backdrop: '#e6e2da',
  pattern: 0,
} as const;

/** Products of the practice shop without pictures, by SKU. */
const skus = { mug: 'MUG-BUT-04', plate: '004174', cushion: 'CSH-CLA-1' } as const;

const samples: readonly Sample[] = [
  {
    file: 'MUG-BUT-04_front.jpg',
    expected: 'arrives',
    sku: skus.mug,
    place: 1,
    why: 'JPEG, view in words',
    make: () => shoot(mug, 'front', { type: 'jpeg', quality: 92, grain: 0.35 }),
  },
  {
    file: 'MUG-BUT-04_side.png',
    expected: 'arrives',
    sku: skus.mug,
    place: 2,
    why: 'PNG',
    make: () => shoot(mug, 'turned', { type: 'png' }),
  },
  {
    file: 'mug but 04 detail.webp',
    expected: 'arrives',
    sku: skus.mug,
    place: 3,
    why: 'WebP, SKU written otherwise',
    make: () => shoot(mug, 'detail', { type: 'webp', quality: 90, grain: 0.3 }),
  },
  {
    file: '004174-1.jpg',
    expected: 'arrives',
    sku: skus.plate,
    place: 1,
    why: 'JPEG, camera held upright (EXIF orientation)',
    make: () => heldUpright(plate, 'front'),
  },
  {
    file: 'Crème & ochre/004174 (2).png',
    expected: 'arrives',
    sku: skus.plate,
    place: 2,
    why: 'PNG over 8 MB, in a folder with accents',
    make: () => shoot(plate, 'scene', { type: 'png', grain: 1 }),
  },
  {
    file: 'CSH-CLA-1/scan.tif',
    expected: 'arrives',
    sku: skus.cushion,
    place: 1,
    why: 'TIFF, in a folder named by SKU',
    make: async () =>
      await sharp(await shoot(cushion, 'front', { type: 'png' }))
        .tiff()
        .toBuffer(),
  },
  {
    file: 'IMG_4711.jpg',
    expected: 'asked',
    sku: skus.plate,
    place: 3,
    why: 'a name that the camera gave',
    make: () => shoot(plate, 'detail', { type: 'jpeg', quality: 92, grain: 0.35 }),
  },
  {
    file: 'shot-list.jpg',
    expected: 'refused',
    sku: null,
    place: 0,
    why: 'a text file named .jpg',
    make: () =>
      Promise.resolve(Buffer.from('Shot list\n\n1 front\n2 side\n3 close-up of the handle\n4 pair\n')),
  },
];

/**
 * Writes photos of three products into a folder, as a photographer would deliver them: most match a product
 * by name, one must be assigned, one is not a picture. Takes a few seconds. Rejects if the folder can't be
 * written.
 */
export async function writeSamplePhotos(folder: string): Promise<SamplePhoto[]> {
  for (const { file, make } of samples) {
    const path = join(folder, ...file.split('/'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await make());
  }
  return samples.map(({ make: _make, ...sample }) => sample);
}

async function shoot(
  subject: Omit<DrawingRecipe, 'view'>,
  view: View,
  how: Omit<DrawOptions, 'width' | 'height'>,
): Promise<Buffer> {
  return await drawProduct({ ...subject, view }, { ...frame, ...how });
}

/** As from a camera held upright: the pixels are in landscape, with EXIF orientation 6 (rotate clockwise). */
async function heldUpright(subject: Omit<DrawingRecipe, 'view'>, view: View): Promise<Buffer> {
  const upright = await shoot(subject, view, { type: 'jpeg', quality: 96, grain: 0.3 });
  return await sharp(upright).rotate(-90).withMetadata({ orientation: 6 }).jpeg({ quality: 92 }).toBuffer();
}
